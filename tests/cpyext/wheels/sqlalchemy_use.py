# needs: sqlalchemy
"""SQLAlchemy with its C extensions: ORM, core, events, SQLite functions in Python."""
from sqlalchemy import ForeignKey, String, create_engine, event, func, select
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, validates
from sqlalchemy.util import has_compiled_ext


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    people: Mapped[list["Person"]] = relationship(back_populates="team", cascade="all, delete-orphan")

    def __repr__(self):
        return f"Team({self.name!r})"


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Team] = relationship(back_populates="people")

    @validates("name")
    def check(self, key, value):
        if not value:
            raise ValueError("empty name")
        return value


engine = create_engine("sqlite://")
print("compiled", bool(has_compiled_ext()))


@event.listens_for(engine, "connect")
def connect(connection, record):
    connection.create_function("shout", 1, lambda text: text.upper() + "!")


Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([Team(name="red", people=[Person(name="ann"), Person(name="bob")]), Team(name="blue", people=[Person(name="cy")])])
    session.commit()
    print(session.execute(select(Team.name, func.count(Person.id)).join(Person).group_by(Team.name).order_by(Team.name)).all())
    print([person.team for person in session.scalars(select(Person).order_by(Person.name))], session.scalar(select(func.shout("x"))))
    try:
        session.execute(select(Team).where(Team.name == "none")).scalar_one()
    except NoResultFound as error:
        print(error)
    session.add(Team(name="red"))
    try:
        session.commit()
    except IntegrityError as error:
        print(error.orig)
        session.rollback()
    try:
        Person(name="")
    except ValueError as error:
        print(error)
    session.delete(session.scalars(select(Team).where(Team.name == "red")).one())
    session.commit()
    print(session.scalars(select(Person.name)).all())
    row = session.execute(select(Person.id, Person.name)).first()
    print(row, row._mapping["name"], row.name, tuple(row))
print(str(select(Team).where(Team.name.in_(["a", "b"])).compile(compile_kwargs={"literal_binds": True})).replace("\n", " "))
