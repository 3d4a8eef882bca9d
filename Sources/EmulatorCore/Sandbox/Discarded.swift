/// An object that is no longer needed, such as a world, a snapshot or a sandbox.
package typealias Discarded = AnyObject & Sendable
