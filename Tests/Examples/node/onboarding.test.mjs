// node --test: a server for this file, and for each test a key, a world and a receiver of its own.
import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"
import { createInterface } from "node:readline"
import { after, before, describe, it } from "node:test"

let server, origin

before(async () => {
  server = spawn("kirimdev-mock", ["--port", "0", "--quiet"], { stdio: ["ignore", "pipe", "inherit"] })
  const [ready] = await once(createInterface(server.stdout), "line")
  origin = ready.match(/(http:\/\/\S+)\/v1/)[1]
})

after(() => server.kill())

/** The calls with a key that no other test has. */
function newWorld() {
  const headers = { Authorization: `Bearer kdv_test_${randomUUID()}`, "Content-Type": "application/json" }
  return async (method, path, body) => {
    const response = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
}

function isSigned(request, body, secret) {
  const parts = (request.headers["x-kirim-signature"] ?? "").split(",").map((part) => part.split("="))
  const time = parts.find(([name]) => name === "t")?.[1]
  const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest()
  const found = parts.filter(([name]) => name === "v1").map(([, value]) => Buffer.from(value, "hex"))
  return found.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
}

/** Receives the webhooks of a world, and keeps those that are signed. */
async function receive(call) {
  const events = []
  let secret
  const receiver = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const isGood = isSigned(request, body, secret)
    if (isGood) events.push(JSON.parse(body))
    response.writeHead(isGood ? 200 : 401).end()
  }).listen(0, "127.0.0.1")
  await once(receiver, "listening")
  const hook = { url: `http://127.0.0.1:${receiver.address().port}/webhooks`, events: ["customer.onboarded"] }
  secret = (await call("POST", "/v1/webhook_subscriptions", hook)).data.initial_secret
  return { events, close: () => receiver.close() }
}

describe("onboarding", { concurrency: true }, () => {
  for (const name of ["Acme", "Globex", "Initech"]) {
    it(`tells the app of ${name}`, async (test) => {
      const call = newWorld()
      const receiver = await receive(call)
      test.after(receiver.close)
      const customer = (await call("POST", "/v1/customers", { name })).data
      await call("POST", `/v1/customers/${customer.id}/setup_links`, {})
      await call("POST", "/__admin/simulate/onboarding", { customer_id: customer.id })
      const expected = { delivery: { event: "customer.onboarded", status: "delivered" } }
      const wait = await call("POST", "/__admin/wait", expected)
      assert.equal(wait.outcome, "satisfied", JSON.stringify(wait))
      assert.deepEqual(receiver.events.map((event) => event.data.customer.name), [name])
    })
  }
})
