/// A contract without handlers in this program, once in YAML and once in JSON.
enum Petstore {
    static let yaml = """
        openapi: 3.1.0
        info: { title: Petstore, version: 1.0.0 }
        servers: [{ url: 'https://pets.example/api/v3' }]
        security: [{ key: [] }]
        paths:
          /pets:
            get:
              operationId: listPets
              security: []
              parameters:
                - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 10 } }
              responses:
                '200':
                  description: All pets.
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
                      example:
                        - { id: 7, name: Rex }
            post:
              operationId: createPet
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/NewPet' }
              responses:
                '201':
                  description: The pet.
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Pet' }
          /pets/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: integer } }
            get:
              operationId: getPet
              responses:
                '200':
                  description: The pet.
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Pet' }
        components:
          securitySchemes:
            key: { type: http, scheme: bearer }
          schemas:
            NewPet:
              type: object
              required: [name]
              properties:
                name: { type: string, minLength: 1 }
                tag: { enum: [dog, cat] }
            Pet:
              type: object
              required: [id, name]
              properties:
                id: { type: integer, minimum: 1 }
                name: { type: string, minLength: 3 }
                tag: { enum: [dog, cat] }

        """

    static let json = """
        {
          "openapi": "3.1.0",
          "info": {"title": "Petstore", "version": "1.0.0"},
          "servers": [{"url": "https://pets.example/api/v3"}],
          "security": [{"key": []}],
          "paths": {
            "/pets": {
              "get": {
                "operationId": "listPets",
                "security": [],
                "parameters": [
                  {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 10}}
                ],
                "responses": {
                  "200": {
                    "description": "All pets.",
                    "content": {
                      "application/json": {
                        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
                        "example": [{"id": 7, "name": "Rex"}]
                      }
                    }
                  }
                }
              },
              "post": {
                "operationId": "createPet",
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewPet"}}}
                },
                "responses": {"201": {"$ref": "#/components/responses/Pet"}}
              }
            },
            "/pets/{id}": {
              "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
              "get": {"operationId": "getPet", "responses": {"200": {"$ref": "#/components/responses/Pet"}}}
            }
          },
          "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "responses": {
              "Pet": {
                "description": "The pet.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
              }
            },
            "schemas": {
              "NewPet": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string", "minLength": 1}, "tag": {"enum": ["dog", "cat"]}}
              },
              "Pet": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                  "id": {"type": "integer", "minimum": 1},
                  "name": {"type": "string", "minLength": 3},
                  "tag": {"enum": ["dog", "cat"]}
                }
              }
            }
          }
        }

        """
}
