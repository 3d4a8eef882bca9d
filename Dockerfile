# The emulator for teams that have no Swift: the program, the contract and the scenarios that come with it.
#
#     docker build -t kirimdev-mock .
#     docker run -p 8080:8080 kirimdev-mock
#
# buildah and podman need `--format docker`: OCI images have no HEALTHCHECK.

# Bookworm in both stages: the program runs with the glibc that it was linked with, or a newer one.
FROM swift:6.3-bookworm AS build
WORKDIR /src

# A layer of its own keeps the versions of the packages until Package.swift changes. SwiftPM wants a folder for each
# target that the manifest names; empty ones will do for the tests, so a change of a test builds nothing anew.
COPY Package.swift ./
RUN grep -o '"[A-Za-z]*Tests"' Package.swift | tr -d '"' | xargs -I{} mkdir -p Tests/{} \
    && swift package resolve

# zlib is the one library that the base image below lacks. A folder with nothing but the archive comes first where the
# linker looks, so it goes into the program.
RUN install -D -m 644 "$(gcc -print-file-name=libz.a)" /static/libz.a

# The packages take most of the time, BoringSSL above all. The mount keeps what was compiled from one build to the next.
COPY Sources Sources
RUN --mount=type=cache,target=/src/.build,sharing=locked \
    swift build -c release --product kirimdev-mock --static-swift-stdlib -Xlinker -L/static \
    && install -D -s -m 755 .build/release/kirimdev-mock /image/usr/bin/kirimdev-mock

# Readable for everyone, whatever the umask of the checkout was: the server is not root.
COPY openapi.yaml /image/usr/share/kirimdev-mock/
COPY scenarios /image/usr/share/kirimdev-mock/scenarios
RUN chmod -R u=rwX,go=rX /image/usr/share/kirimdev-mock

# One start leaves the parsed contract in the cache, so that every container starts fast (decision 0003). It also proves
# that the stripped program starts, and ends with status 0 when it is told to.
RUN XDG_CACHE_HOME=/image/var/cache timeout --preserve-status 5 \
    /image/usr/bin/kirimdev-mock serve --port 0 --contract /image/usr/share/kirimdev-mock/openapi.yaml


# glibc resolves the host names of webhook receivers, and https receivers need CA certificates: not `scratch`, nor
# `static`. The C++ runtime that the program still wants sets `cc` apart from `base`.
FROM gcr.io/distroless/cc-debian12:nonroot

LABEL org.opencontainers.image.title="kirimdev-mock" \
      org.opencontainers.image.description="In-memory fake of the Kirimdev WhatsApp API for tests" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="gcr.io/distroless/cc-debian12:nonroot"

COPY --from=build /image/ /

# Loopback inside a container can be reached by nobody; what is published is decided by `docker run -p`.
ENV KIRIMDEV_MOCK_HOST=0.0.0.0 \
    XDG_CACHE_HOME=/var/cache

# Files are looked for in the working directory first: a mount at /scenarios holds what --scenario NAME means, one at
# /openapi.yaml is the contract.
WORKDIR /

# The distroless user `nonroot`, as a number: Kubernetes cannot tell from a name that it is not root.
USER 65532:65532

# The second is for --tls.
EXPOSE 8080 8443

# The server is up in a moment, and those who wait for `healthy` should not wait for the probe.
# It reads the variables, not the server's flags: another port is set with KIRIMDEV_MOCK_PORT.
HEALTHCHECK --interval=2s --timeout=5s --retries=5 CMD ["/usr/bin/kirimdev-mock", "healthcheck"]

ENTRYPOINT ["/usr/bin/kirimdev-mock"]
CMD ["serve"]
