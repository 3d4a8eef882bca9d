// Node's and Deno's fetch, or Node's http.Agent, as a client; client.py says what a case and its answer are.
import http from "node:http"
import process from "node:process"
import readline from "node:readline"

const body = '{"name":"Acme"}'
const limit = 10_000

function headers(method, key, idempotency) {
    const fields = { Authorization: `Bearer ${key}` }
    if (method === "POST") fields["Content-Type"] = "application/json"
    if (idempotency !== "-") fields["Idempotency-Key"] = idempotency
    return fields
}

async function withFetch(method, warm, url, fields) {
    await (await fetch(warm, { headers: { Authorization: fields.Authorization } })).text()
    await new Promise((next) => setTimeout(next, 20))
    const answer = await fetch(url, {
        method, headers: fields, body: method === "POST" ? body : undefined, signal: AbortSignal.timeout(limit),
    })
    await answer.json()
    return answer.status
}

function request(agent, method, url, fields) {
    return new Promise((resolve, reject) => {
        const sent = http.request(url, { method, agent, headers: fields, timeout: limit }, (answer) => {
            let text = ""
            answer.on("data", (piece) => { text += piece })
            answer.on("error", reject)
            answer.on("end", () => {
                try {
                    if (text) JSON.parse(text)
                    resolve(answer.statusCode)
                } catch (error) {
                    reject(error)
                }
            })
        })
        sent.on("error", reject)
        sent.end(method === "POST" ? body : undefined)
    })
}

async function withAgent(method, warm, url, fields) {
    const agent = new http.Agent({ keepAlive: true })
    await request(agent, "GET", warm, { Authorization: fields.Authorization })
    await new Promise((next) => setTimeout(next, 20))
    if (method === "POST") fields["Content-Length"] = body.length
    try {
        return await request(agent, method, url, fields)
    } finally {
        agent.destroy()
    }
}

const perform = process.argv[2] === "agent" ? withAgent : withFetch
for await (const line of readline.createInterface({ input: process.stdin })) {
    const [method, warm, url, key, idempotency] = line.split(" ")
    try {
        console.log(await perform(method, warm, url, headers(method, key, idempotency)))
    } catch (error) {
        const cause = error.cause ? ` (${error.cause.code ?? error.cause.message})` : ""
        console.log(`${error.name}: ${error.message}${cause}`.replaceAll("\n", " "))
    }
}
process.exit(0)
