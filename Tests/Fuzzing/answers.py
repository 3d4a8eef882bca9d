"""How many requests that keep the contract were answered with success, operation by operation.

    python Tests/Fuzzing/answers.py COUNTS.json [COUNTS.json…]

A run whose requests are refused says nothing about what lies behind the refusal: at least a fifth of the requests of each
operation must succeed, or the run is of no worth.
"""

import collections
import json
import sys

LEAST = 0.2


class AnswerCount:
    def __init__(self):
        self.answers = collections.Counter()

    def add(self, operation, status, body):
        """Counts one answer, a refusal with its code and the field to blame."""
        error = body.get("error") if isinstance(body, dict) else None
        words = [error["code"], error.get("param", "")] if isinstance(error, dict) else []
        self.answers[operation, status, " ".join(words).strip()] += 1

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump([[*key, number] for key, number in self.answers.items()], file)


def main(paths):
    answers = collections.defaultdict(collections.Counter)
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for operation, status, code, number in json.load(file):
                answers[operation][status, code] += number
    poor = []
    for operation, found in sorted(answers.items()):
        total = sum(found.values())
        good = sum(number for (status, _), number in found.items() if status < 400)
        refusals = [(number, f"{status} {code}") for (status, code), number in found.items() if status >= 400]
        told = ", ".join(f"{number} {what}" for number, what in sorted(refusals, reverse=True)[:3])
        print(f"{operation:32} {good:5} of {total:5} succeeded" + (f"; {told}" if told else ""))
        if good < LEAST * total:
            poor.append(operation)
    if not answers:
        sys.exit("no answers were counted")
    if poor:
        sys.exit(f"fewer than a fifth of the requests succeeded: {', '.join(poor)}")


if __name__ == "__main__":
    main(sys.argv[1:])
