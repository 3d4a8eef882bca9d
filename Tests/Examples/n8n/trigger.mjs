// What a trigger node of n8n does with the API: `webhookMethods` when a workflow is activated and deactivated, and `webhook`
// for each webhook. `context` stands for that of n8n: the URL of the webhook, the data that n8n keeps, and requests with the
// credentials.
import { createHmac, timingSafeEqual } from "node:crypto"

export const webhookMethods = {
  /** Whether the subscription exists. n8n asks before it creates one. */
  async checkExists(context) {
    const id = context.staticData.subscriptionId
    if (id) {
      const kept = await context.request("GET", `/webhook_subscriptions/${id}`)
      if (kept.status === 200 && kept.body.data.url === context.webhookUrl) return true
      delete context.staticData.subscriptionId
    }
    const { body } = await context.request("GET", "/webhook_subscriptions")
    const ours = body.data.find((row) => row.url === context.webhookUrl)
    // The secret is shown only once, so a subscription that n8n knows nothing of is of no use.
    if (ours) await context.request("DELETE", `/webhook_subscriptions/${ours.id}`)
    return false
  },

  async create(context, events) {
    const { status, body } = await context.request("POST", "/webhook_subscriptions", { url: context.webhookUrl, events })
    if (status !== 201) return false
    context.staticData.subscriptionId = body.data.id
    context.staticData.secret = body.data.initial_secret
    return true
  },

  async delete(context) {
    const { status } = await context.request("DELETE", `/webhook_subscriptions/${context.staticData.subscriptionId}`)
    delete context.staticData.subscriptionId
    delete context.staticData.secret
    return status < 300 || status === 404
  },
}

/** The items with which the workflow starts: none, if the signature is wrong. */
export function webhook(context, headers, body) {
  const parts = (headers["x-kirim-signature"] ?? "").split(",").map((part) => part.split("="))
  const time = parts.find(([name]) => name === "t")?.[1]
  const expected = createHmac("sha256", context.staticData.secret ?? "").update(`${time}.`).update(body).digest()
  const found = parts.filter(([name]) => name === "v1").map(([, value]) => Buffer.from(value, "hex"))
  const isGood = found.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
  return isGood ? [JSON.parse(body)] : []
}
