-- Sends one request with several keys in turn. Prints the result as a line of JSON.
-- Arguments: METHOD PATH BODY-FILE [KEY...]; `-` stands for no body.

local requests, turn = {}, 0

local function headers(key)
    local all = {}
    for name, value in pairs(wrk.headers) do all[name] = value end
    if key then all["Authorization"] = "Bearer " .. key end
    return all
end

function init(arguments)
    local method, path, file, body = arguments[1], arguments[2], arguments[3], nil
    if file ~= "-" then
        local opened = assert(io.open(file, "rb"))
        body = opened:read("*a")
        opened:close()
    end
    for index = 4, #arguments do
        requests[#requests + 1] = wrk.format(method, path, headers(arguments[index]), body)
    end
    if #requests == 0 then requests[1] = wrk.format(method, path, headers(nil), body) end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    local broken = errors.connect + errors.read + errors.write + errors.timeout
    io.write(string.format(
        '{"requests": %d, "seconds": %.6f, "broken": %d, "refused": %d, ',
        summary.requests, summary.duration / 1e6, broken, errors.status
    ))
    io.write(string.format(
        '"p50": %.3f, "p90": %.3f, "p99": %.3f, "max": %.3f}\n',
        latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000
    ))
end
