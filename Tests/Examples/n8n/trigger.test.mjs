// node --test: the life of a trigger node, from the activation of a workflow to its deactivation.
import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"
import { createInterface } from "node:readline"
import { after, afterEach, before, beforeEach, describe, it } from "node:test"
import { webhook, webhookMethods } from "./trigger.mjs"

let server, origin

before(async () => {
  server = spawn("kirimdev-mock", ["--port", "0", "--quiet"], { stdio: ["ignore", "pipe", "inherit"] })
  const [ready] = await once(createInterface(server.stdout), "line")
  origin = ready.match(/(http:\/\/\S+)\/v1/)[1]
})

after(() => server.kill())

describe("a trigger node", () => {
  let context, call, items, n8n

  beforeEach(async () => {
    const headers = { Authorization: `Bearer kdv_test_${randomUUID()}`, "Content-Type": "application/json" }
    call = async (method, path, body) => {
      const response = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) })
      const text = await response.text()
      return { status: response.status, body: text && JSON.parse(text) }
    }
    items = []
    n8n = createServer(async (request, response) => {
      const started = webhook(context, request.headers, Buffer.concat(await request.toArray()))
      items.push(...started)
      response.writeHead(started.length ? 200 : 403).end()
    }).listen(0, "127.0.0.1")
    await once(n8n, "listening")
    const request = (method, path, body) => call(method, `/v1${path}`, body)
    const webhookUrl = `http://127.0.0.1:${n8n.address().port}/webhook/${randomUUID()}/webhook`
    context = { webhookUrl, staticData: {}, request }
  })

  afterEach(() => n8n.close())

  const onboard = async (name) => {
    const { body } = await call("POST", "/v1/customers", { name })
    await call("POST", `/v1/customers/${body.data.id}/setup_links`, {})
    const { status } = await call("POST", "/__admin/simulate/onboarding", { customer_id: body.data.id })
    assert.equal(status, 200)
  }
  const delivered = async () => {
    const expected = { delivery: { event: "customer.onboarded", status: "delivered" } }
    return (await call("POST", "/__admin/wait", expected)).body.outcome
  }

  it("subscribes, starts the workflow, and unsubscribes", async () => {
    assert.equal(await webhookMethods.checkExists(context), false)
    assert.equal(await webhookMethods.create(context, ["customer.onboarded"]), true)
    assert.equal(await webhookMethods.checkExists(context), true)

    await onboard("Acme")
    assert.equal(await delivered(), "satisfied")
    assert.deepEqual(items.map((item) => [item.type, item.data.customer.name]), [["customer.onboarded", "Acme"]])

    const { subscriptionId } = context.staticData
    assert.equal(await webhookMethods.delete(context), true)
    assert.equal((await call("GET", `/v1/webhook_subscriptions/${subscriptionId}`)).status, 404)
    assert.deepEqual((await call("GET", "/v1/webhook_subscriptions")).body.data, [])
    await onboard("Globex")
    assert.equal(items.length, 1)
  })

  it("replaces a subscription whose secret it does not have", async () => {
    await webhookMethods.create(context, ["customer.onboarded"])
    context.staticData = {}
    assert.equal(await webhookMethods.checkExists(context), false)
    await webhookMethods.create(context, ["customer.onboarded"])
    assert.equal((await call("GET", "/v1/webhook_subscriptions")).body.data.length, 1)
    await onboard("Acme")
    assert.equal(await delivered(), "satisfied")
    assert.equal(items.length, 1)
  })
})
