/// The methods that a path item can have.
enum HTTPMethod {
    static let names = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
}
