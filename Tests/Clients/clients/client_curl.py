"""The command line tool curl as a client: one process a case, two transfers; client.py says what a case is."""
import json
import subprocess
import sys

for line in sys.stdin:
    method, warm, url, key, idempotency = line.split()
    command = ["curl", "-s", "-m", "10", "-H", f"Authorization: Bearer {key}", "-o", "/dev/null", warm]
    command += ["--next", "-sS", "-m", "10", "-w", "\n%{http_code}", "-H", f"Authorization: Bearer {key}"]
    if method == "POST":
        command += ["-H", "Content-Type: application/json", "-d", '{"name":"Acme"}']
    if idempotency != "-":
        command += ["-H", f"Idempotency-Key: {idempotency}"]
    process = subprocess.run([*command, url], capture_output=True, text=True)
    if process.returncode != 0:
        print(f"exit {process.returncode}: {process.stderr.strip()}", flush=True)
        continue
    body, _, status = process.stdout.rpartition("\n")
    try:
        json.loads(body)
        print(status, flush=True)
    except ValueError:
        print(f"{status} with a body that is no JSON: {len(body)} bytes", flush=True)
