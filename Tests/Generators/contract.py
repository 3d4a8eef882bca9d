"""The examples of an OpenAPI document, each with the schema that describes it."""

import dataclasses
import datetime
import typing

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclasses.dataclass(frozen=True)
class Example:
    kind: str
    place: str
    schema: str
    value: typing.Any
    operation: str | None = None
    tag: str | None = None
    status: int | None = None


class Contract:
    def __init__(self, document):
        self.document = document

    @property
    def operation_count(self):
        return sum(1 for _ in self._operations(self.document["paths"]))

    def resolved(self, value):
        """The object that a reference leads to, or the object itself."""
        while "$ref" in value:
            target = self.document
            for token in value["$ref"].removeprefix("#/").split("/"):
                target = target[token.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def members(self, name):
        """The names of the schemas of a union, through unions in it; the name itself where it is none."""
        schema = self.document["components"]["schemas"][name]
        branches = schema.get("oneOf", [])
        if not branches:
            return [name]
        return [member for branch in branches for member in self.members(name_of(branch))]

    def examples(self):
        """Every example of a JSON body, in requests, responses and webhooks, then those of named schemas."""
        for path, method, operation in self._operations(self.document["paths"]):
            yield from self._examples_of(operation, f"{method} {path}", "requests", "responses")
        for name, method, operation in self._operations(self.document.get("webhooks", {})):
            yield from self._examples_of(operation, f"webhook {name}", "webhooks", None)
        for name, schema in self.document["components"]["schemas"].items():
            for value in schema.get("examples", []):
                yield Example("schemas", f"schema {name}", name, value)

    def _operations(self, paths):
        for path, item in paths.items():
            for method in METHODS:
                if method in item:
                    yield path, method, item[method]

    def _examples_of(self, operation, place, request_kind, response_kind):
        known = {"operation": operation.get("operationId"), "tag": (operation.get("tags") or [None])[0]}
        body = self.resolved(operation.get("requestBody", {}))
        yield from self._examples_in(body, request_kind, f"{place} request", **known)
        if response_kind is None:
            return
        for status, response in operation["responses"].items():
            found = self._examples_in(
                self.resolved(response), response_kind, f"{place} {status}", status=int(status), **known
            )
            yield from found

    def _examples_in(self, holder, kind, place, **known):
        content = holder.get("content", {}).get("application/json")
        if content is None:
            return
        values = {name: self.resolved(example)["value"] for name, example in content.get("examples", {}).items()}
        if "example" in content:
            values["example"] = content["example"]
        for name, value in values.items():
            yield Example(kind, f"{place} ({name})", name_of(content["schema"]), value, **known)


def name_of(schema):
    """The name of the schema that is referred to: bodies without a name would have no model of their own."""
    return schema["$ref"].removeprefix("#/components/schemas/")


def difference(before, after, place=""):
    """Where two JSON values differ first, or None; two spellings of one instant are the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        if before.keys() != after.keys():
            return f"{place or '/'} has other members: {sorted(before.keys() ^ after.keys())}"
        pairs = [(before[key], after[key], f"{place}/{key}") for key in before]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(left, right, f"{place}/{index}") for index, (left, right) in enumerate(zip(before, after))]
    else:
        same = type(before) is type(after) and (before == after or instant(before) == instant(after) is not None)
        return None if same else f"{place or '/'} was {before!r} and is {after!r}"
    return next(filter(None, (difference(*pair) for pair in pairs)), None)


def instant(value):
    try:
        return datetime.datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        return None
