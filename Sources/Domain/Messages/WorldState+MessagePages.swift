import Documents

extension WorldState {
    /// One page of messages that were created in that range, newest first, that starts after `position`.
    ///
    /// The addresses of their files begin with `origin`.
    package func messagePage(
        of key: Message.ListKey,
        created: CreationRange = CreationRange(),
        after position: Int?,
        limit: Int,
        origin: String
    ) -> Page {
        messages.page(
            of: key,
            after: position,
            limit: limit,
            where: { created.contains($0.createdAt) },
            encoding: { message in JSONWriter.bytes { writer in message.write(to: &writer, origin: origin) } }
        )
    }
}
