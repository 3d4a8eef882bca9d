"""Generates clients from /openapi.json and sends every example of the contract through their models and back.

    python Tests/Generators/round_trip.py --base-url http://127.0.0.1:8080/v1

Two generators are tried, both pinned in requirements.txt: openapi-python-client, whose client code parses responses and
writes request bodies, and datamodel-code-generator, whose models validate them. A warning, an example that a model
refuses or changes, and a body that no model of its own describes are failures.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from contract import Contract
from datamodels import DataModels
from python_client import PythonClient


def generate(name, command, directory):
    """Runs a generator, which must end with status 0 and without a warning."""
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=300)
    output = result.stdout + result.stderr
    words = output.lower()
    if result.returncode != 0 or "warning" in words or "error" in words:
        sys.exit(f"{name} does not take the contract without a warning (status {result.returncode}):\n{output}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", required=True, help="where /openapi.json is, such as http://127.0.0.1:8080/v1")
    options = parser.parse_args()
    with urllib.request.urlopen(options.base_url + "/openapi.json", timeout=30) as response:
        contract = Contract(json.load(response))

    failures = []
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        document = directory / "openapi.json"
        document.write_text(json.dumps(contract.document))
        sys.path.insert(0, name)
        for tool in (PythonClient(contract), DataModels(contract)):
            generate(tool.name, tool.command(document), directory)
            tool.load(directory)
            counts = {}
            for example in filter(tool.handles, contract.examples()):
                problem = tool.problem(example)
                if problem:
                    failures.append(f"{tool.name}: {example.place}: {problem}")
                else:
                    counts[example.kind] = counts.get(example.kind, 0) + 1
            listed = ", ".join(f"{count} of {kind}" for kind, count in sorted(counts.items()))
            print(f"{tool.name}: no warning; unchanged examples: {listed}; {tool.remarks}")
    print(f"the contract has {contract.operation_count} operations and {len(list(contract.examples()))} examples")
    if failures:
        sys.exit("\n".join(failures) + f"\n{len(failures)} examples do not come back unchanged")


if __name__ == "__main__":
    main()
