"""The form of topics and concepts in topic files, and what all files share."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _readable(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write it or leave the field out")
    if found := re.search(r"[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]", text):
        raise ValueError(f"holds the character U+{ord(found[0]):04X}, which no reader can see; remove it")
    return text.strip()


def _https(url: str) -> str:
    if not re.fullmatch(r"https://[\w.-]+(/[^\s<>\"]*)?", url):
        raise ValueError(f"'{url}' is not an https address; give the page's full https address")
    return url


Text = Annotated[str, AfterValidator(_readable)]
Url = Annotated[str, AfterValidator(_https)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,119}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Form(BaseModel):
    """Nothing is guessed: unknown fields and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Source(Form):
    title: Text
    url: Url


class Status(Form):
    """Of a service: only when something changed."""

    state: Literal["renamed", "maintenance", "closed", "retired"]
    since: datetime.date | None = None
    note: Text


class Topic(Form):
    topic: Id
    name: Text


class Concept(Form):
    id: Id
    name: Text
    summary: Text
    source: Source
    verified_on: datetime.date
    status: Status | None = None
    origin: Literal["exam-guide"] | None = None  # asked for by the official guide alone
    covers: list[Text] = []  # finer points; each is taught by a card that names it
    related: list[Id] = []
    confusable: list[Id] = []
