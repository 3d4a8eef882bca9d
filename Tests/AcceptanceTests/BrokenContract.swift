import Foundation

/// A contract with several mistakes.
enum BrokenContract {
    private static let text = """
        openapi: 3.1.0
        info: { title: Broken, version: '1' }
        paths:
          /pets/{id}:
            get:
              operationId: getPet
              parameters: [{ name: id, in: pth, required: true, schema: { type: string } }]
              responses:
                '200': { $ref: '#/components/responses/Pte' }
          /pets:
            get:
              operationId: listPets
              responses:
                '200':
                  description: Pets
                  content:
                    application/json:
                      schema: { type: strng }
        components:
          responses:
            Pet: { description: A pet }

        """

    /// The diagnostics that this contract gets, as the program writes them.
    static func diagnostics(of file: String) -> String {
        """
        \(file):5:5: error: the path parameter `id` is not declared
        \(file):7:36: error: `pth` is not a place for a parameter; did you mean `path`?
        \(file):9:24: error: `#/components/responses/Pte` leads nowhere; did you mean `#/components/responses/Pet`?
        \(file):18:31: error: `strng` is not a type; did you mean `string`?

        """
    }

    static func write(to folder: String) throws -> String {
        let file = folder + "/broken.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}
