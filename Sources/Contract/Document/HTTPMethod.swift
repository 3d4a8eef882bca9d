/// The HTTP methods that a path item may have (OpenAPI 3.1, Path Item Object).
enum HTTPMethod {
    static let names = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
}
