"""Drives one MCP client: connects it, lists the tools, and calls a tool for each line on standard input.

    python client.py NAME URL KEY

NAME is the name of a file in `requirements`, and this program must run in the environment of that file. Each line of
standard input is `{"name": TOOL, "arguments": {…}}`. Each line of standard output is a JSON object: first what the client
has found, then one for each call. If the client raises an exception, the program prints its cause and fails.
"""

import asyncio
import contextlib
import json
import sys
import traceback

import jsonschema


@contextlib.asynccontextmanager
async def mcp_2(url, headers):
    import httpx2
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        async with Client(streamable_http_client(url, http_client=http)) as client:
            tools = (await client.list_tools()).tools
            yield client.protocol_version, tools, client.call_tool


@contextlib.asynccontextmanager
async def mcp_1(url, headers):
    import httpx
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with httpx.AsyncClient(headers=headers, timeout=30) as http:
        async with streamable_http_client(url, http_client=http) as (reader, writer, _):
            async with ClientSession(reader, writer) as session:
                revision = (await session.initialize()).protocolVersion
                tools = (await session.list_tools()).tools
                yield revision, tools, session.call_tool


@contextlib.asynccontextmanager
async def fastmcp(url, headers):
    from fastmcp import Client
    from fastmcp.client.transports import StreamableHttpTransport

    async with Client(StreamableHttpTransport(url, headers=headers)) as client:
        # fastmcp 3 knows the revision only from the answer to `initialize`.
        revision = getattr(client, "protocol_version", None) or client.initialize_result.protocolVersion
        tools = await client.list_tools()

        async def call(name, arguments):
            return await client.call_tool(name, arguments, raise_on_error=False)

        yield revision, tools, call


CLIENTS = {"mcp-2": mcp_2, "mcp-1": mcp_1, "fastmcp-4": fastmcp, "fastmcp-3": fastmcp}


def member(result, *names):
    """The attribute of a result that has one of these names; they differ between the versions."""
    return next(getattr(result, name) for name in names if hasattr(result, name))


def mistakes(schema, value):
    """What is wrong with a value by a JSON Schema, one line for each mistake."""
    errors = jsonschema.Draft202012Validator(schema).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]


def described(tool, arguments, result):
    """A result with the mistakes in it and in the arguments, by the schemas of the tool."""
    structured = member(result, "structured_content", "structuredContent")
    is_error = bool(member(result, "is_error", "isError"))
    found = [f"arguments {mistake}" for mistake in mistakes(tool["inputSchema"], arguments)]
    if tool.get("outputSchema") and not is_error:
        found += [f"result {mistake}" for mistake in mistakes(tool["outputSchema"], structured)]
    text = [block.text for block in result.content if block.type == "text"]
    return {"is_error": is_error, "structured": structured, "text": text, "mistakes": found}


def tell(value):
    print(json.dumps(value), flush=True)


async def main(name, url, key):
    async with CLIENTS[name](url, {"Authorization": f"Bearer {key}"}) as (revision, tools, call):
        tools = {tool.name: tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools}
        tell({"revision": revision, "tools": list(tools)})
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            result = await call(asked["name"], asked["arguments"])
            tell(described(tools[asked["name"]], asked["arguments"], result))


def causes(error):
    """The exceptions in a group of exceptions, at any depth."""
    return [cause for one in error.exceptions for cause in causes(one)] if hasattr(error, "exceptions") else [error]


try:
    asyncio.run(main(*sys.argv[1:]))
except Exception as error:
    for cause in causes(error):
        traceback.print_exception(cause, limit=-2, chain=False)
    sys.exit(1)
