"""The models that datamodel-code-generator generates."""

import importlib
import sys

import pydantic

from contract import difference


class DataModels:
    name = "datamodel-code-generator"

    def __init__(self, contract):
        self.contract = contract

    def command(self, document):
        program = [sys.executable, "-m", "datamodel_code_generator", "--input-file-type", "openapi"]
        choices = ["--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin"]
        return program + choices + ["--input", str(document), "--output", "datamodels_package.py"]

    def load(self, _directory):
        self.models = importlib.import_module("datamodels_package")

    remarks = "operations have no code, their bodies have models"

    def handles(self, _example):
        return True

    def problem(self, example):
        """What is wrong with the example after its way through its model, or None."""
        try:
            adapter = pydantic.TypeAdapter(getattr(self.models, example.schema))
            model = adapter.validate_python(example.value)
            after = adapter.dump_python(model, mode="json", by_alias=True, exclude_unset=True)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return difference(example.value, after)
