import Contract
package import Documents
import Scenarios

/// The JSON Schema of failure bundles.
package enum BundleSchema {
    /// The schema as one document, which the command `schema bundle` prints.
    package static let document = PublishedSchema.document(
        "Bundle",
        titled: "Failure bundle of kirimdev-mock",
        of: ControlContract.document
    )

    /// Validates what a replay needs, so that bundles with more members, or without others, can be read.
    static let needs = SchemaValidator([
        "type": "object",
        "required": [
            "bundle", "made_at", "started_at", "secrets", "start", "start_faults", "state", "requests", "actions",
        ],
        "properties": [
            "bundle": ["const": 1],
            "made_at": instant,
            "started_at": instant,
            "secrets": ["enum": ["masked", "clear"]],
            "start": start,
            "start_faults": ["type": "array", "items": rule],
            "state": ["type": "object"],
            "requests": ["type": "array", "items": request],
            "first_seq": count,
            "evicted_before_seq": count,
            "evicted_actions": count,
            "deliveries": objects,
            "faults": objects,
            "actions": ["type": "array", "items": action],
        ],
    ])

    private static let instant: JSONValue = ["type": "string", "format": "date-time"]
    private static let objects: JSONValue = ["type": "array", "items": ["type": "object"]]
    /// A number that stays small enough for calculations, even as microseconds.
    private static let count: JSONValue = ["type": "integer", "minimum": 0, "maximum": 1_000_000_000_000_000]

    /// The parts of a world that are read before it is imported.
    private static let start: JSONValue = [
        "type": "object",
        "properties": [
            "clock": [
                "type": "object",
                "properties": [
                    "now": instant,
                    "offset_ms": [
                        "type": "integer", "minimum": -1_000_000_000_000_000, "maximum": 1_000_000_000_000_000,
                    ],
                ],
            ]
        ],
    ]

    /// The counts of a fault rule.
    private static let rule: JSONValue = [
        "type": "object",
        "properties": ["skip": count, "every": count, "matched": count],
    ]

    private static let request: JSONValue = [
        "type": "object",
        "required": ["seq", "at", "wall_at", "took_us", "method", "path", "status", "fault", "request", "response"],
        "properties": [
            "seq": ["type": "integer"],
            "at": instant,
            "wall_at": instant,
            "took_us": count,
            "method": ["type": "string"],
            "path": ["type": "string"],
            "query": ["type": ["string", "null"]],
            "status": ["type": ["integer", "null"]],
            "fault": ["type": ["string", "null"]],
            "request": [
                "type": "object",
                "required": ["headers"],
                "properties": ["headers": ["type": "object", "additionalProperties": ["type": "string"]]],
            ],
            "response": ["type": ["object", "null"]],
        ],
    ]

    private static let action: JSONValue = [
        "type": "object",
        "required": ["after_seq", "at", "wall_at", "method", "path"],
        "properties": [
            "after_seq": ["type": "integer"],
            "at": instant,
            "wall_at": instant,
            "method": ["type": "string"],
            "path": ["type": "string", "pattern": "^/__admin/"],
        ],
    ]
}
