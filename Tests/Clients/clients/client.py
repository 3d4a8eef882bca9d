"""One Python library as a client: reads cases, performs each with connections of its own, says what the caller saw.

A case is a line `METHOD WARM_URL URL KEY IDEMPOTENCY_KEY` (`-` for none); the answer is a line with a status or an error.
"""
import asyncio
import sys

LIMIT = 10
BODY = b'{"name":"Acme"}'


def headers(method, key, idempotency):
    fields = {"Authorization": f"Bearer {key}"}
    if method == "POST":
        fields["Content-Type"] = "application/json"
    if idempotency != "-":
        fields["Idempotency-Key"] = idempotency
    return fields


def body(method):
    return BODY if method == "POST" else None


def requests_(method, warm, url, fields):
    import requests

    with requests.Session() as session:
        session.get(warm, headers={"Authorization": fields["Authorization"]}, timeout=LIMIT)
        answer = session.request(method, url, headers=fields, data=body(method), timeout=LIMIT)
        answer.json()
        return answer.status_code


def niquests_(method, warm, url, fields):
    import niquests

    with niquests.Session() as session:
        session.get(warm, headers={"Authorization": fields["Authorization"]}, timeout=LIMIT)
        answer = session.request(method, url, headers=fields, data=body(method), timeout=LIMIT)
        answer.json()
        return answer.status_code


def httpx_(method, warm, url, fields):
    import httpx

    with httpx.Client(timeout=LIMIT) as client:
        client.get(warm, headers={"Authorization": fields["Authorization"]})
        answer = client.request(method, url, headers=fields, content=body(method))
        answer.json()
        return answer.status_code


def urllib3_(method, warm, url, fields):
    import urllib3

    with urllib3.PoolManager() as pool:
        pool.request("GET", warm, headers={"Authorization": fields["Authorization"]}, timeout=LIMIT)
        answer = pool.request(method, url, headers=fields, body=body(method), timeout=LIMIT)
        answer.json()
        return answer.status


def httplib2_(method, warm, url, fields):
    import json

    import httplib2

    client = httplib2.Http(timeout=LIMIT)
    client.request(warm, headers={"Authorization": fields["Authorization"]})
    answer, content = client.request(url, method, headers=fields, body=body(method))
    json.loads(content)
    return answer.status


def urllib_(method, warm, url, fields):
    import json
    import urllib.request

    request = urllib.request.Request(url, data=body(method), headers=fields, method=method)
    with urllib.request.urlopen(request, timeout=LIMIT) as answer:
        json.loads(answer.read())
        return answer.status


def pycurl_(method, warm, url, fields):
    import io
    import json

    import pycurl

    handle = pycurl.Curl()
    handle.setopt(pycurl.TIMEOUT, LIMIT)
    handle.setopt(pycurl.URL, warm)
    handle.setopt(pycurl.HTTPHEADER, [f"Authorization: {fields['Authorization']}"])
    handle.setopt(pycurl.WRITEDATA, io.BytesIO())
    handle.perform()
    answer = io.BytesIO()
    handle.setopt(pycurl.URL, url)
    handle.setopt(pycurl.WRITEDATA, answer)
    handle.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in fields.items()])
    if method == "POST":
        handle.setopt(pycurl.POSTFIELDS, BODY.decode())
    handle.perform()
    json.loads(answer.getvalue())
    return handle.getinfo(pycurl.RESPONSE_CODE)


def aiohttp_(method, warm, url, fields):
    import aiohttp

    async def run():
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(LIMIT)) as session:
            async with session.get(warm, headers={"Authorization": fields["Authorization"]}) as answer:
                await answer.read()
            async with session.request(method, url, headers=fields, data=body(method)) as answer:
                await answer.json()
                return answer.status

    return asyncio.run(run())


def tornado_(method, warm, url, fields):
    import json

    from tornado.httpclient import AsyncHTTPClient

    async def run():
        client = AsyncHTTPClient()
        answer = await client.fetch(
            url, method=method, headers=fields, body=body(method), request_timeout=LIMIT, raise_error=False
        )
        if answer.code == 599:
            raise answer.error
        json.loads(answer.body)
        return answer.code

    return asyncio.run(run())


def curl_cffi_(method, warm, url, fields):
    from curl_cffi import requests

    with requests.Session(timeout=LIMIT) as session:
        session.get(warm, headers={"Authorization": fields["Authorization"]})
        answer = session.request(method, url, headers=fields, data=body(method))
        answer.json()
        return answer.status_code


def primp_(method, warm, url, fields):
    import primp

    client = primp.Client(timeout=LIMIT)
    client.get(warm, headers={"Authorization": fields["Authorization"]})
    answer = client.request(method, url, headers=fields, content=body(method))
    answer.json()
    return answer.status_code


def pyreqwest_(method, warm, url, fields):
    import datetime

    from pyreqwest.client import SyncClientBuilder

    with SyncClientBuilder().timeout(datetime.timedelta(seconds=LIMIT)).build() as client:
        client.get(warm).headers({"Authorization": fields["Authorization"]}).build().send()
        request = client.request(method, url).headers(fields)
        answer = (request.body_bytes(BODY) if method == "POST" else request).build().send()
        answer.json()
        return answer.status


def twisted_(method, warm, url, fields):
    """A reactor runs only once in a process, so it runs in a thread of its own."""
    import json
    import threading

    import treq
    from twisted.internet import reactor, threads

    if not reactor.running:
        threading.Thread(target=reactor.run, kwargs={"installSignalHandlers": False}, daemon=True).start()

    async def run():
        answer = await treq.get(warm, headers={"Authorization": fields["Authorization"]}, timeout=LIMIT)
        await answer.content()
        answer = await treq.request(method, url, headers=fields, data=body(method), timeout=LIMIT)
        json.loads(await answer.content())
        return answer.code

    def start():
        from twisted.internet import defer

        return defer.ensureDeferred(run())

    return threads.blockingCallFromThread(reactor, start)


perform = globals()[sys.argv[1] + "_"]
for line in sys.stdin:
    method, warm, url, key, idempotency = line.split()
    try:
        print(perform(method, warm, url, headers(method, key, idempotency)), flush=True)
    except Exception as error:
        print(f"{type(error).__name__}: {error}".replace("\n", " "), flush=True)
