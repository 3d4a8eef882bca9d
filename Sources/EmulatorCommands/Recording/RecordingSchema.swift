import Contract
import Documents

/// The JSON Schema of recordings.
enum RecordingSchema {
    /// The schema as one document, which the command `schema recording` prints.
    static let document: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Recording of kirimdev-mock",
        "description": "The requests of a suite and the responses of a server to them, without personal details.",
        "type": "object",
        "required": ["recording", "date", "target", "contract_digest", "files"],
        "additionalProperties": false,
        "properties": [
            "recording": ["const": 1, "description": "The version of this form."],
            "date": ["type": "string", "format": "date", "description": "When the suite ran."],
            "target": ["type": "string", "description": "The host of the server."],
            "contract_digest": ["type": "string", "description": "The SHA-256 of the contract's file."],
            "files": ["type": "array", "items": file],
        ],
        "$defs": ["headers": headers],
    ]

    /// Validates a recording before it is used.
    static let validator = SchemaValidator(document)

    private static let file: JSONValue = [
        "type": "object",
        "required": ["file", "scenario", "steps"],
        "additionalProperties": false,
        "properties": [
            "file": ["type": "string", "description": "The name of the scenario file, without its folder."],
            "scenario": ["type": "string", "description": "The name of the scenario."],
            "skipped": ["type": "string", "description": "Why the file was not run; absent if it was."],
            "steps": ["type": "array", "description": "The steps that send requests.", "items": step],
        ],
    ]

    private static let step: JSONValue = [
        "type": "object",
        "required": ["step", "outcome", "request", "response"],
        "additionalProperties": false,
        "properties": [
            "step": ["type": "string", "description": "The name of the step."],
            "outcome": [
                "enum": ["passed", "failed", "skipped"],
                "description": "Whether the response was as the step expects.",
            ],
            "reason": ["type": "string", "description": "Why the step was skipped; absent if it was not."],
            "request": request,
            "response": response,
        ],
    ]

    private static let headers: JSONValue = [
        "type": "object",
        "description": "Some headers; their names are in lower case.",
        "additionalProperties": ["type": "string"],
    ]

    private static let request: JSONValue = [
        "type": ["object", "null"],
        "description": "Null if nothing was sent.",
        "required": ["operation", "method", "path_template", "path", "query", "headers"],
        "additionalProperties": false,
        "properties": [
            "operation": [
                "type": ["string", "null"], "description": "The operationId; null if no operation matches.",
            ],
            "method": ["type": "string"],
            "path_template": ["type": ["string", "null"], "description": "The path in the contract."],
            "path": ["type": "string"],
            "query": ["type": ["string", "null"], "description": "The query without the question mark."],
            "headers": ["$ref": "#/$defs/headers"],
            "body": ["description": "A body that is JSON."],
            "body_text": ["type": "string", "description": "A body that is other text."],
            "body_bytes": ["type": "integer", "minimum": 1, "description": "The length of any other body."],
        ],
    ]

    private static let response: JSONValue = [
        "type": ["object", "null"],
        "description": "Null if there was no response.",
        "required": ["status", "headers"],
        "additionalProperties": false,
        "properties": [
            "status": ["type": "integer", "minimum": 100, "maximum": 999],
            "headers": ["$ref": "#/$defs/headers"],
            "body": ["description": "A body that is JSON."],
            "body_text": ["type": "string", "description": "A body that is other text."],
            "body_bytes": ["type": "integer", "minimum": 1, "description": "The length of any other body."],
        ],
    ]
}
