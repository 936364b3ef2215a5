from pyrs.nodes cimport K_And, K_Attribute, K_Await, K_BinOp, K_BoolOp, K_Call, K_Compare, K_Constant, K_Dict
from pyrs.nodes cimport K_DictComp, K_FormattedValue, K_GeneratorExp, K_IfExp, K_JoinedStr, K_Lambda, K_List
from pyrs.nodes cimport K_ListComp, K_Name, K_NamedExpr, K_Set, K_SetComp, K_Slice, K_Starred, K_Subscript
from pyrs.nodes cimport K_Tuple, K_UnaryOp, K_Yield, K_YieldFrom
