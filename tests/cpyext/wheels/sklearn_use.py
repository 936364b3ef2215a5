# needs: sklearn
"""scikit-learn: estimators in Cython, custom kernels and scorers, pipelines, pickling, joblib."""
import pickle

import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import make_classification
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import make_scorer
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, export_text

X, y = make_classification(n_samples=150, n_features=6, random_state=0)
for model in (LogisticRegression(), DecisionTreeClassifier(max_depth=3, random_state=0), RandomForestClassifier(10, random_state=0),
              GradientBoostingClassifier(n_estimators=5, random_state=0), SVC(kernel=lambda a, b: a @ b.T),
              KNeighborsClassifier(3, metric=lambda a, b: float(np.abs(a - b).sum()))):
    print(type(model).__name__, round(model.fit(X, y).score(X, y), 4))
pipe = make_pipeline(StandardScaler(), FunctionTransformer(np.tanh), PCA(3), LogisticRegression())
print(cross_val_score(pipe, X, y, cv=3, scoring=make_scorer(lambda t, p: float((t == p).mean()))).round(4))
search = GridSearchCV(pipe, {"pca__n_components": [2, 4], "logisticregression__C": [0.1, 1.0]}, cv=3).fit(X, y)
print(search.best_params_, round(search.best_score_, 4), repr(pipe))
print(round(KMeans(3, n_init=2, random_state=0).fit(X).inertia_, 4), np.unique(DBSCAN(1.5).fit_predict(X)))
again = pickle.loads(pickle.dumps(search.best_estimator_))
print((again.predict(X) == search.predict(X)).all(), export_text(DecisionTreeClassifier(max_depth=2, random_state=0).fit(X, y)))
for action in (lambda: Ridge().predict(X), lambda: LogisticRegression().fit(X, y[:10]), lambda: SVC(kernel="odd").fit(X, y)):
    try:
        action()
    except (NotFittedError, ValueError) as error:
        print(type(error).__name__, str(error).split("\n")[0].split(" among")[0])
