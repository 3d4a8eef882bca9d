/// The kinds of objects in OpenAPI 3.1, with their names in the specification.
enum ObjectKind: String, Hashable, Sendable {
    case document = "OpenAPI Object"
    case info = "Info Object"
    case contact = "Contact Object"
    case license = "License Object"
    case server = "Server Object"
    case serverVariable = "Server Variable Object"
    case components = "Components Object"
    case pathItem = "Path Item Object"
    case operation = "Operation Object"
    case externalDocumentation = "External Documentation Object"
    case parameter = "Parameter Object"
    case requestBody = "Request Body Object"
    case mediaType = "Media Type Object"
    case encoding = "Encoding Object"
    case responses = "Responses Object"
    case response = "Response Object"
    case callback = "Callback Object"
    case example = "Example Object"
    case link = "Link Object"
    case header = "Header Object"
    case tag = "Tag Object"
    case tool = "tool"
    case securityRequirement = "Security Requirement Object"
    case securityScheme = "Security Scheme Object"
    case flows = "OAuth Flows Object"
    case flow = "OAuth Flow Object"
    case schema = "Schema Object"
    case discriminator = "Discriminator Object"
    case xml = "XML Object"
    case errorCatalogEntry = "entry of the error catalogue"

    /// Whether a `$ref` may replace the object.
    var canBeReference: Bool {
        switch self {
        case .parameter, .requestBody, .response, .callback, .example, .link, .header, .securityScheme: true
        case .document, .info, .contact, .license, .server, .serverVariable, .components, .pathItem, .operation,
            .externalDocumentation, .mediaType, .encoding, .responses, .tag, .tool, .securityRequirement, .flows, .flow,
            .schema, .discriminator, .xml, .errorCatalogEntry:
            false
        }
    }

    /// Whether the object affects requests and responses; mistakes in others matter only to the command `check`.
    var isServed: Bool {
        switch self {
        case .document, .components, .pathItem, .operation, .parameter, .requestBody, .mediaType, .encoding,
            .responses, .response, .example, .header, .schema, .securityScheme, .tool, .errorCatalogEntry:
            true
        case .info, .contact, .license, .server, .serverVariable, .externalDocumentation, .callback, .link, .tag,
            .securityRequirement, .flows, .flow, .discriminator, .xml:
            false
        }
    }

    /// The key of the Components Object for such objects; nil if there is none.
    var componentsKey: String? {
        switch self {
        case .schema: "schemas"
        case .response: "responses"
        case .parameter: "parameters"
        case .example: "examples"
        case .requestBody: "requestBodies"
        case .header: "headers"
        case .securityScheme: "securitySchemes"
        case .link: "links"
        case .callback: "callbacks"
        case .pathItem: "pathItems"
        case .document, .info, .contact, .license, .server, .serverVariable, .components, .operation,
            .externalDocumentation, .mediaType, .encoding, .responses, .tag, .tool, .securityRequirement, .flows, .flow,
            .discriminator, .xml, .errorCatalogEntry:
            nil
        }
    }
}

extension ObjectKind {
    /// Whether such objects are elements of lists.
    var standsInList: Bool {
        [.parameter, .server, .tag, .tool, .securityRequirement].contains(self)
    }

    /// An example of a required field, for hints.
    func example(of field: String) -> String? {
        switch (self, field) {
        case (.document, "info"): "info: { title: My API, version: \"1.0.0\" }"
        case (.info, "version"): "version: \"1.0.0\""
        case (.response, "description"): "description: Done"
        case (.securityScheme, "type"): "type: http"
        case (.flow, "scopes"): "scopes: {}"
        default: nil
        }
    }

    /// A hint for a field that authors often put into the wrong object.
    func remark(on field: String) -> String? {
        switch (self, field) {
        case (.header, "name"), (.header, "in"): "the key above is the name of the header"
        case (.header, "allowReserved"), (.header, "allowEmptyValue"): "it belongs to query parameters alone"
        case (.parameter, "type"), (.parameter, "format"), (.parameter, "enum"), (.parameter, "default"),
            (.parameter, "items"), (.header, "type"), (.header, "format"):
            "it belongs under `schema`"
        case (.response, "schema"), (.response, "example"), (.response, "examples"), (.requestBody, "schema"),
            (.requestBody, "example"), (.requestBody, "examples"):
            "it belongs under `content` and a media type"
        case (.operation, "consumes"), (.operation, "produces"):
            "it is from Swagger 2.0; media types are the keys of `content`"
        default: nil
        }
    }
}
