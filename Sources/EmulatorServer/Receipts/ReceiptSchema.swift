package import Documents
import Scenarios

/// The JSON Schema of receipts, which `kirimdev-mock exec --receipt` writes.
package enum ReceiptSchema {
    /// The schema as one document, which the command `schema receipt` prints.
    package static let document = PublishedSchema.document(
        "Receipt",
        titled: "Receipt of kirimdev-mock exec",
        of: ControlContract.document
    )
}
