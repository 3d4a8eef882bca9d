// Programs that verify the signature of a delivery: HMAC-SHA256 of "<t>.<body>" with the whole secret as the key.

/** The time and the signatures in the value of X-Kirim-Signature: `t=…,v1=…[,v1=…]`; null if it has another form. */
export function parsedSignature(header) {
    const pairs = (header ?? '').split(',').map(part => part.split('='));
    const t = pairs.find(([name]) => name === 't')?.[1];
    const v1 = pairs.filter(([name]) => name === 'v1').map(([, value]) => value);
    return t && v1.length ? { t, v1 } : null;
}

/** The languages of `verification`, with the name of each. */
export const languages = { python: 'Python', node: 'Node', shell: 'Shell with openssl' };

/**
 * A program that exits with 0 if the signature is right, otherwise with 1. `secret` is null if it is not known: the
 * program then takes it from KIRIMDEV_WEBHOOK_SECRET.
 */
export function verification(language, { header, body, secret }) {
    switch (language) {
        case 'python': return python(header, body, secret);
        case 'node': return node(header, body, secret);
        case 'shell': return shell(header, body, secret);
    }
}

function python(header, body, secret) {
    const key = secret === null ? 'os.environ["KIRIMDEV_WEBHOOK_SECRET"]' : JSON.stringify(secret);
    return `import hashlib, hmac, ${secret === null ? 'os, ' : ''}sys

secret = ${key}
header = ${JSON.stringify(header)}
body = ${JSON.stringify(body)}.encode()

fields = [field.split("=", 1) for field in header.split(",")]
t = dict(fields)["t"]
right = hmac.new(secret.encode(), t.encode() + b"." + body, hashlib.sha256).hexdigest()
valid = any(name == "v1" and hmac.compare_digest(value, right) for name, value in fields)
print("valid" if valid else "not valid")
sys.exit(0 if valid else 1)
`;
}

function node(header, body, secret) {
    const key = secret === null ? 'process.env.KIRIMDEV_WEBHOOK_SECRET' : JSON.stringify(secret);
    return `const { createHmac, timingSafeEqual } = require("node:crypto");

const secret = ${key};
const header = ${JSON.stringify(header)};
const body = ${JSON.stringify(body)};

const fields = header.split(",").map(field => field.split("="));
const t = fields.find(([name]) => name === "t")[1];
const right = createHmac("sha256", secret).update(t + "." + body).digest("hex");
const isEqual = value => value.length === right.length && timingSafeEqual(Buffer.from(value), Buffer.from(right));
const valid = fields.some(([name, value]) => name === "v1" && isEqual(value));
console.log(valid ? "valid" : "not valid");
process.exit(valid ? 0 : 1);
`;
}

function shell(header, body, secret) {
    const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
    const key = secret === null ? '"$KIRIMDEV_WEBHOOK_SECRET"' : quoted(secret);
    return `secret=${key}
header=${quoted(header)}
body=${quoted(body)}

t=$(printf '%s' "$header" | tr ',' '\\n' | sed -n 's/^t=//p')
right=$(printf '%s.%s' "$t" "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.*= *//')
case ",$header," in
  *",v1=$right,"*) echo valid ;;
  *) echo "not valid"; exit 1 ;;
esac
`;
}
