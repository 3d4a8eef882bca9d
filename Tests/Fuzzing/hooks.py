"""What schemathesis is told beside openapi.yaml, and the count of answers that answers.py judges.

With FUZZING_IDEMPOTENCY=1 the header Idempotency-Key stays in the schema, for a run of its own.
"""

import atexit
import json
import os
import unicodedata

import schemathesis

from answers import AnswerCount
from world import World

WITH_KEYS = os.environ.get("FUZZING_IDEMPOTENCY") == "1"

world = World()
count = AnswerCount()


@schemathesis.hook
def before_load_schema(_context, schema):
    """Takes Idempotency-Key out: generated keys repeat with other bodies, and all but the first would be refused."""
    if WITH_KEYS:
        return
    for item in schema["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "parameters" in operation:
                operation["parameters"] = [
                    parameter
                    for parameter in operation["parameters"]
                    if not parameter.get("$ref", "").endswith("/IdempotencyKey")
                ]


@schemathesis.hook
def filter_case(_context, case):
    """Leaves out names of customers that change when the server makes one line of them, which it does before it counts.

    openapi.yaml says so with x-normalize; plain JSON Schema, which the generator knows, counts first.
    """
    name = case.body.get("name") if isinstance(case.body, dict) else None
    is_customer = operation_id(case) in ("createCustomer", "updateCustomer")
    return not (is_customer and isinstance(name, str) and name != as_line(name))


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """Gives requests that keep the contract ids and names that fit the state of the world."""
    if is_positive(case):
        world.improve(case, operation_id(case), follows_links=case.meta.phase.name.value == "stateful")


@schemathesis.hook
def after_call(_context, case, response):
    body = None
    if "json" in response.headers.get("content-type", [""])[0]:
        body = json.loads(response.content)
    if response.status_code < 300 and isinstance(body, dict):
        world.learn(case, operation_id(case), body)
    if is_positive(case):
        count.add(operation_id(case), response.status_code, body)


@atexit.register
def write():
    if path := os.environ.get("FUZZING_COUNTS"):
        count.write(path)


def as_line(text):
    """The text without control characters, and with one blank for a run of them."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cc" or character.isspace())
    return " ".join(visible.split())


def is_positive(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


def operation_id(case):
    return case.operation.definition.raw["operationId"]
