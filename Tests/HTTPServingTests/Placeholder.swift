import NIOCore
import NIOSSL
import X509
import ServiceLifecycle
