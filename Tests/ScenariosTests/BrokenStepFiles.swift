/// Scenario files with one mistake in a contract test.
extension BrokenFileTests {
    static let steps = verbs + requests + responses + variables + actions + occurrences + background

    private static let verbs = [
        BrokenFile("steps: «5", "`steps` must be an array"),
        BrokenFile(
            "steps: [«{ name: a }]",
            "a step needs a verb: one of request, response, simulate, trigger, advance,"
        ),
        BrokenFile(
            "steps: [{ «requst: { operation: getMe } }]",
            "unknown key `requst`",
            hint: "did you mean `request`?"
        ),
        BrokenFile(
            "steps:\n  - request: { operation: getMe }\n    «advance: 1s",
            "`advance` is a second verb beside `request`",
            hint: "write a step of its own"
        ),
        BrokenFile(
            "steps: [{ wait: { request: { any: true } }, «expect: { status: 200 } }]",
            "`expect` cannot be given with `wait`",
            hint: "it is for `request`, `response` and control requests such as `advance`"
        ),
        BrokenFile(
            "steps: [{ changes: { expect: [{ kind: created }] }, «save: { a: /data } }]",
            "`save` cannot be given"
        ),
        BrokenFile("steps: [{ advance: 1s, always: «5 }]", "`always` must be a boolean"),
    ]

    private static let requests = [
        BrokenFile(
            "steps: [{ request: { operation: «createCustomr } }]",
            "`createCustomr` is not an operation in the contract",
            hint: "did you mean `createCustomer`?"
        ),
        BrokenFile("steps: [{ request: «{ body: {} } }]", "a request needs `operation`, or both `method` and `url`"),
        BrokenFile("steps: [{ request: «{ method: GET } }]", "a request needs `operation`, or both `method` and `url`"),
        BrokenFile(
            "steps: [{ request: { operation: getMe, «url: /me } }]",
            "`url` cannot be given with `operation`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe, «method: GET } }]",
            "`method` cannot be given with `operation`"
        ),
        BrokenFile("steps: [{ request: { method: GET, url: «me } }]", "`url` must begin with a slash"),
        BrokenFile(
            "steps: [{ request: { method: GET, url: /me, «query: { a: 1 } } }]",
            "`query` belongs to `operation`",
            hint: "write the values into `url`"
        ),
        BrokenFile("steps: [{ request: { operation: «getCustomer } }]", "getCustomer needs `id` in `path`"),
        BrokenFile("steps: [{ request: { operation: getCustomer, path: «{} } }]", "getCustomer needs `id` in `path`"),
        BrokenFile(
            "steps: [{ request: { operation: getCustomer, path: { «idd: c } } }]",
            "getCustomer has no path parameter `idd`",
            hint: "did you mean `id`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe, path: { «customer: c } } }]",
            "getMe has no path parameter `customer`",
            hint: "it has none"
        ),
        BrokenFile(
            "steps: [{ request: { operation: listCustomers, query: { «limt: 5 } } }]",
            "listCustomers has no query parameter `limt`",
            hint: "did you mean `limit`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: listLabels, query: { «tint: red } } }]",
            "listLabels has no query parameter `tint`",
            hint: "it has limit, cursor"
        ),
        BrokenFile(
            "steps: [{ request: { operation: createCustomer, body: {}, «raw_body: '{' } }]",
            "`raw_body` cannot be given with `body`"
        ),
        BrokenFile("steps: [{ request: { operation: getMe, headers: { a: «[b] } } }]", "`a` must be a string"),
    ]

    private static let responses = [
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { connection: cut, «status: 200 } }]",
            "`status` cannot be expected of a connection that is cut"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { connection: cut }, save: { «id: /data/id } }]",
            "`id` cannot be expected of a connection that is cut"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { status: «20 } }]",
            "`status` must be at least 100"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { «boddy: {} } }]",
            "unknown key `boddy`",
            hint: "did you mean `body`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { error: «feature_not_entitld } }]",
            "`feature_not_entitld` is not an error code in the contract",
            hint: "did you mean `feature_not_entitled`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { body: { data: [{ id: «'/^(/' }] } } }]",
            "`id` is not a regular expression"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { headers: { Server: «/(/ } } }]",
            "`Server` is not a regular expression"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { body: { n: { $gt: «5 } } } }]",
            "`$gt` is not an operator",
            hint: "did you mean `$gte`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { body: { n: { $contains: { a: { $gte: «x } } } } } }]",
            "`$gte` must be a number"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, expect: { body: { n: { $gte: «1, a: 5 } } } }]",
            "`$gte` must be the only key of its object"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, save: { id: «data.id } }]",
            "`id` must be a JSON pointer such as /data/id, or `{ header: NAME }`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, save: { «a.b: /data/id } }]",
            "`a.b` cannot be the name of a variable",
            hint: "a name has letters, digits, hyphens and underscores"
        ),
        BrokenFile(
            "steps: [{ request: { operation: getMe }, save: { a: { header: X, «x: 1 } } }]",
            "unknown key `x`"
        ),
    ]

    private static let variables = [
        BrokenFile("variables: { «5a: 1 }", "`5a` cannot be the name of a variable"),
        BrokenFile(
            "variables: { customer: c }\nsteps: [{ request: { operation: getCustomer, path: { id: «'${custmer}' } } }]",
            "there is no variable `custmer`",
            hint: "did you mean `customer`?"
        ),
        BrokenFile(
            "steps: [{ request: { operation: createCustomer, body: { a: [«'x${some}'] } } }]",
            "there is no variable `some`",
            hint: "add it to `variables`, or save it in an earlier step"
        ),
        BrokenFile(
            "steps:\n  - { advance: 1s }\n  - request: { operation: getCustomer, path: { id: «'${c}' } }\n    save: { c: /data/id }",
            "the variable `c` has no value before steps[1] is done"
        ),
        BrokenFile(
            "steps: [{ request: { operation: createCustomer, body: { a: «'${env.HOME}' } } }]",
            "`${env.HOME}` cannot be used in steps",
            hint: "add a variable with this value to `variables`, outside of `steps`"
        ),
        BrokenFile(
            "steps: [{ request: { operation: createCustomer, body: { a: «'${a b}' } } }]",
            "`${a b}` is not a variable, as its name is not valid",
            hint: "write `$${` for a literal `${`"
        ),
        BrokenFile("steps: [{ fault: { on: { tag: «'${a' }, then: { connection: reset } } }]", "`${` has no `}`"),
        BrokenFile("variables: { a: «'${b}' }", "`${b}` is not an environment variable"),
        BrokenFile(
            "steps: [{ request: { operation: «'${o}' } }]",
            "`${o}` is not an operation in the contract"
        ),
    ]

    private static let actions = [
        BrokenFile("steps: [{ advance: «5 days }]", "`advance` must be a duration such as 250ms, 2s, 8d or PT31H"),
        BrokenFile("steps: [{ advance: «P1Y }]", "`advance` must be a duration such as 250ms, 2s, 8d or PT31H"),
        BrokenFile("steps: [{ advance: { by: «P1Y } }]", "`by` must be a duration such as 250ms, 2s, 8d or PT31H"),
        BrokenFile("steps: [{ clock: { mode: «frozn } }]", "`mode` must be one of real, frozen", hint: "`frozen`"),
        BrokenFile(
            "steps: [{ organization: { messages: { progression: { sent: 2s, delivered: «1s } } } }]",
            "`delivered` must not be before `sent`"
        ),
        BrokenFile(
            "steps: [{ fault: { on: { operation: «createCustomr }, then: { connection: reset } } }]",
            "`operation` is not an operation",
            hint: "did you mean `createCustomer`?"
        ),
        BrokenFile(
            "variables: { a: b }\nsteps: [{ fault: { on: { any: true, where: { /body/a: '${a}' } }, then: { error: «nothing } } }]",
            "`error` `nothing` is not an error code in the contract"
        ),
        BrokenFile(
            "steps: [{ simulate: { «inbound_mesage: {} } }]",
            "unknown key `inbound_mesage`",
            hint: "did you mean `inbound_message`?"
        ),
        BrokenFile(
            "steps: [{ simulate: «{ onboarding: {}, identity: { phone_number_id: '1', user_id: ID.1, phone: shown } } }]",
            "`simulate` must have at most 1 key"
        ),
        BrokenFile(
            "steps: [{ trigger: { event: «customer.onbarded } }]",
            "`customer.onbarded` is not an event in the contract",
            hint: "did you mean `customer.onboarded`?"
        ),
        BrokenFile("steps: [{ trigger: «{ data: {} } }]", "`trigger` needs `event` or `batch`"),
        BrokenFile(
            "steps: [{ trigger: { batch: [{ event: message.status, set: { «data: 1 } }] } }]",
            "`data` must be a JSON pointer such as /data/customer/name"
        ),
        BrokenFile(
            "steps: [{ hold: { delivery: { event: «message.snt } } }]",
            "`event` is not an event in the contract",
            hint: "did you mean `message.sent`?"
        ),
        BrokenFile(
            "steps: [{ hold: { id: sends, request: { any: true } } }, { release: «send }]",
            "no earlier step has a hold `send`",
            hint: "did you mean `sends`?"
        ),
        BrokenFile(
            "steps: [{ hold: { id: a, delivery: { any: true } } }, { release: { id: a, count: 1, «order: [b] } }]",
            "`order` cannot be given with `count`"
        ),
        BrokenFile("steps: [{ snapshot: «'a b' }]", "`snapshot` must match the pattern"),
        BrokenFile(
            "steps: [{ snapshot: before }, { restore: «befor }]",
            "no earlier step has a snapshot `befor`",
            hint: "did you mean `before`?"
        ),
        BrokenFile(
            "steps: [{ changes: { since: «before, expect: [{ object: customer }] } }]",
            "no earlier step has a snapshot `before`"
        ),
    ]

    private static let occurrences = [
        BrokenFile(
            "steps: [{ expect_event: { type: «customer.onbarded } }]",
            "`type` is not an event in the contract",
            hint: "did you mean `customer.onboarded`?"
        ),
        BrokenFile(
            "steps: [{ expect_event: { type: customer.created, data: { id: «'/[/' } } }]",
            "`id` is not a regular expression"
        ),
        BrokenFile("steps: [{ expect_event: { any: true, within: «2 s } }]", "`within` must be a duration"),
        BrokenFile("steps: [{ expect_event: { any: true, within: «6m } }]", "`within` must be at most 5m"),
        BrokenFile(
            "steps: [{ expect_event: { where: { /data/id: «c } } }]",
            "`/data/id` must be a pointer that begins with one of /body/…, /headers/…"
        ),
        BrokenFile(
            "steps: [{ expect_delivery: { event: «customer.onbarded, status: delivered } }]",
            "`event` is not an event in the contract",
            hint: "did you mean `customer.onboarded`?"
        ),
        BrokenFile(
            "steps: [{ expect_delivery: { status: «deliverd } }]",
            "`status` must be one of pending, failed, delivered, dead",
            hint: "did you mean `delivered`?"
        ),
        BrokenFile(
            "steps: [{ expect_requests: { expect: [{ request: { operation: «createCustomr } }] } }]",
            "`operation` is not an operation",
            hint: "did you mean `createCustomer`?"
        ),
        BrokenFile("steps: [{ expect_requests: «{} }]", "`expect` is required"),
        BrokenFile(
            "variables: { c: x }\nsteps: [{ wait: { event: { type: «nothing, where: { /body/id: '${c}' } } } }]",
            "`type` is not an event in the contract"
        ),
        BrokenFile(
            "steps: [{ wait: { never: true, count: «2, event: { any: true } } }]",
            "`count` cannot be given with `never`"
        ),
        BrokenFile(
            "steps: [{ changes: { expect: [{ object: «customr }] } }]",
            "`object` must be one of organization, customer",
            hint: "did you mean `customer`?"
        ),
        BrokenFile(
            "steps: [{ changes: { expect: [{ fields: { $contains: { pointer: «'/a(/' } } }] } }]",
            "`pointer` is not a regular expression"
        ),
    ]
}
