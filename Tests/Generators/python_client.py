"""The client that openapi-python-client generates."""

import importlib
import inspect
import re
import sys
import types
import typing

import httpx

from contract import difference


class PythonClient:
    name = "openapi-python-client"

    def __init__(self, contract):
        self.contract = contract

    def command(self, document):
        program = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
        return program + ["--path", str(document), "--output-path", "python_client_package", "--fail-on-warning"]

    def load(self, _directory):
        self.client = importlib.import_module("python_client_package").Client(base_url="http://127.0.0.1")
        self.models = importlib.import_module("python_client_package.models")

    remarks = "schemas that are no objects have no models"

    def handles(self, example):
        return isinstance(example.value, dict)

    def problem(self, example):
        """What is wrong with the example after its way through the client, or None."""
        try:
            if example.kind == "responses":
                after = self._through_response(example)
            elif example.kind == "requests":
                after = self._through_request(example)
            else:
                after = self._model(example.schema, example.value).to_dict()
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return difference(example.value, after)

    def _endpoint(self, example):
        module = f"python_client_package.api.{snake(example.tag)}.{snake(example.operation)}"
        return importlib.import_module(module)

    def _through_response(self, example):
        response = httpx.Response(example.status, json=example.value)
        parsed = self._endpoint(example)._parse_response(client=self.client, response=response)
        return parsed.to_dict()

    def _through_request(self, example):
        """The body that the client would send for the model that the example is read as."""
        function = self._endpoint(example)._get_kwargs
        hints = typing.get_type_hints(function)
        classes = {member.__name__ for member in parts(hints["body"])}
        model = self._model(example.schema, example.value)
        if type(model).__name__ not in classes:
            raise TypeError(f"{type(model).__name__} is no body of the operation, which takes {sorted(classes)}")
        arguments = {
            name: "x"
            for name, parameter in inspect.signature(function).parameters.items()
            if name != "body" and parameter.default is inspect.Parameter.empty
        }
        return function(body=model, **arguments)["json"]

    def _model(self, schema, value):
        """The first model of the schema's union that takes the value, as the client's own code chooses."""
        refusals = []
        for name in self.contract.members(schema):
            try:
                return getattr(self.models, name).from_dict(value)
            except (TypeError, ValueError, AttributeError, KeyError) as error:
                refusals.append(f"{name}: {type(error).__name__}: {error}")
        raise ValueError("; ".join(refusals))


def parts(hint):
    """The classes of a union, or the class itself."""
    return typing.get_args(hint) if isinstance(hint, types.UnionType) or typing.get_origin(hint) else (hint,)


def snake(name):
    """The name of a module: getMe in Webhook Subscriptions is webhook_subscriptions.get_me."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace(" ", "_").lower()
