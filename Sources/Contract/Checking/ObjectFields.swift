/// The fields that an OpenAPI object may have, and those that it must have.
struct ObjectFields: Sendable {
    let shapes: [String: FieldShape]
    var required: [String] = []

    /// The fields of each kind of object; kinds without an entry are maps with names that the author chooses.
    static let table: [ObjectKind: ObjectFields] = rootFields.merging(operationFields) { first, _ in first }
        .merging(partFields) { first, _ in first }.merging(securityFields) { first, _ in first }

    private static let rootFields: [ObjectKind: ObjectFields] = [
        .document: ObjectFields(
            shapes: [
                "openapi": .any, "info": .object(.info), "jsonSchemaDialect": .uri, "servers": .list(.server),
                "paths": .any, "webhooks": .map(.pathItem), "components": .object(.components),
                "security": .list(.securityRequirement), "tags": .list(.tag),
                "externalDocs": .object(.externalDocumentation), "x-mcp-tools": .list(.tool),
            ],
            required: ["info"]
        ),
        .info: ObjectFields(
            shapes: [
                "title": .string, "summary": .string, "description": .string, "termsOfService": .uri,
                "contact": .object(.contact), "license": .object(.license), "version": .string,
            ],
            required: ["title", "version"]
        ),
        .contact: ObjectFields(shapes: ["name": .string, "url": .uri, "email": .email]),
        .license: ObjectFields(shapes: ["name": .string, "identifier": .string, "url": .uri], required: ["name"]),
        .server: ObjectFields(
            shapes: ["url": .string, "description": .string, "variables": .map(.serverVariable)],
            required: ["url"]
        ),
        .serverVariable: ObjectFields(
            shapes: ["enum": .strings, "default": .string, "description": .string],
            required: ["default"]
        ),
        .components: ObjectFields(shapes: [
            "schemas": .map(.schema), "responses": .map(.response), "parameters": .map(.parameter),
            "examples": .map(.example), "requestBodies": .map(.requestBody), "headers": .map(.header),
            "securitySchemes": .map(.securityScheme), "links": .map(.link), "callbacks": .map(.callback),
            "pathItems": .map(.pathItem), "x-error-catalog": .map(.errorCatalogEntry),
        ]),
        .tag: ObjectFields(
            shapes: [
                "name": .string, "description": .string, "externalDocs": .object(.externalDocumentation),
            ],
            required: ["name"]
        ),
        .tool: ObjectFields(
            shapes: [
                "name": .string, "title": .string, "description": .string, "operation": .string,
                "annotations": .namedValues, "arguments": .namedStrings, "body": .namedValues,
                "inputSchema": .object(.schema),
            ],
            required: ["description"]
        ),
        .externalDocumentation: ObjectFields(shapes: ["description": .string, "url": .uri], required: ["url"]),
    ]

    private static let operationFields: [ObjectKind: ObjectFields] = [
        .pathItem: ObjectFields(
            shapes: [
                "$ref": .any, "summary": .string, "description": .string, "servers": .list(.server),
                "parameters": .list(.parameter),
            ].merging(HTTPMethod.names.map { ($0, .object(.operation)) }) { first, _ in first }
        ),
        .operation: ObjectFields(shapes: [
            "tags": .strings, "summary": .string, "description": .string,
            "externalDocs": .object(.externalDocumentation), "operationId": .any, "parameters": .list(.parameter),
            "requestBody": .object(.requestBody), "responses": .object(.responses), "callbacks": .map(.callback),
            "deprecated": .flag, "security": .list(.securityRequirement), "servers": .list(.server),
        ]),
        .parameter: ObjectFields(
            shapes: [
                "name": .any, "in": .any, "description": .string, "required": .flag, "deprecated": .flag,
                "allowEmptyValue": .flag, "style": .string, "explode": .flag, "allowReserved": .flag,
                "schema": .object(.schema), "example": .any, "examples": .map(.example), "content": .map(.mediaType),
                "x-mock-ignored": .string,
            ]
        ),
        .header: ObjectFields(shapes: [
            "description": .string, "required": .flag, "deprecated": .flag, "style": .string, "explode": .flag,
            "schema": .object(.schema), "example": .any, "examples": .map(.example), "content": .map(.mediaType),
        ]),
        .requestBody: ObjectFields(
            shapes: ["description": .string, "content": .map(.mediaType), "required": .flag],
            required: ["content"]
        ),
        .response: ObjectFields(
            shapes: [
                "description": .string, "headers": .map(.header), "content": .map(.mediaType), "links": .map(.link),
            ],
            required: ["description"]
        ),
    ]

    private static let partFields: [ObjectKind: ObjectFields] = [
        .mediaType: ObjectFields(shapes: [
            "schema": .object(.schema), "example": .any, "examples": .map(.example), "encoding": .map(.encoding),
        ]),
        .encoding: ObjectFields(shapes: [
            "contentType": .string, "headers": .map(.header), "style": .string, "explode": .flag,
            "allowReserved": .flag,
        ]),
        .example: ObjectFields(shapes: [
            "summary": .string, "description": .string, "value": .any, "externalValue": .uri,
        ]),
        .link: ObjectFields(shapes: [
            "operationRef": .uri, "operationId": .string, "parameters": .namedValues, "requestBody": .any,
            "description": .string, "server": .object(.server),
        ]),
        .discriminator: ObjectFields(
            shapes: ["propertyName": .string, "mapping": .namedStrings],
            required: ["propertyName"]
        ),
        .xml: ObjectFields(shapes: [
            "name": .string, "namespace": .absoluteURI, "prefix": .string, "attribute": .flag, "wrapped": .flag,
        ]),
    ]

    private static let securityFields: [ObjectKind: ObjectFields] = [
        .securityScheme: ObjectFields(
            shapes: [
                "type": .string, "description": .string, "name": .string, "in": .string, "scheme": .string,
                "bearerFormat": .string, "flows": .object(.flows), "openIdConnectUrl": .uri,
            ],
            required: ["type"]
        ),
        .flows: ObjectFields(shapes: [
            "implicit": .object(.flow), "password": .object(.flow), "clientCredentials": .object(.flow),
            "authorizationCode": .object(.flow),
        ]),
        .flow: ObjectFields(
            shapes: [
                "authorizationUrl": .uri, "tokenUrl": .uri, "refreshUrl": .uri, "scopes": .namedStrings,
            ],
            required: ["scopes"]
        ),
    ]
}
