# An image of the emulator for teams that have no Swift: the program, the contract and the scenarios.
#
#     docker build -t kirimdev-mock .
#     docker run -p 8080:8080 kirimdev-mock
#
# With buildah and podman, use `--format docker`: OCI images have no HEALTHCHECK. `--platform linux/arm64` builds for that
# architecture, for which both base images exist. The build arguments name other base images, for example of a mirror.

# Both stages use Bookworm: the program requires the version of glibc that it was linked with, or a newer one.
ARG SWIFT_IMAGE=swift:6.3-bookworm
ARG BASE_IMAGE=gcr.io/distroless/cc-debian12:nonroot

FROM ${SWIFT_IMAGE} AS build
WORKDIR /src

# .ci/sbom requires Python, which the image of Swift lacks.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*

# This layer resolves the packages. Docker keeps it until Package.swift changes. SwiftPM requires a folder for each target
# in Package.swift. The folders of the tests are empty, so that a change of a test rebuilds nothing.
COPY Package.swift ./
RUN grep -o '"[A-Za-z]*Tests"' Package.swift | tr -d '"' | xargs -I{} mkdir -p Tests/{} \
    && swift package resolve

# zlib is the only library that the base image below lacks, so it is linked statically: the linker searches /static first,
# and that folder contains only the static archive of zlib.
RUN install -D -m 644 "$(gcc -print-file-name=libz.a)" /static/libz.a

# Most of the time is spent on the packages, above all on BoringSSL. The cache mount keeps the compiled packages for the
# next build. Decision 0016 says what each flag of the linker saves. The SPDX document has the time of SOURCE_DATE_EPOCH, so
# that equal sources make equal images.
ARG SOURCE_DATE_EPOCH=0
COPY LICENSE openapi.yaml ./
COPY scenarios scenarios
COPY Sources Sources
COPY .ci/sbom .ci/sbom
RUN --mount=type=cache,target=/src/.build,sharing=locked \
    swift build -c release --product kirimdev-mock --static-swift-stdlib \
        -Xlinker -L/static -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=all \
        -Xlinker -z -Xlinker pack-relative-relocs \
    && install -D -s -m 755 .build/release/kirimdev-mock /image/usr/bin/kirimdev-mock \
    && mkdir -p /image/usr/share/doc/kirimdev-mock \
    && .ci/sbom --out /image/usr/share/doc/kirimdev-mock/kirimdev-mock.spdx.json \
    && cp LICENSE /image/usr/share/doc/kirimdev-mock/

# The server does not run as root, so every user must be able to read these files, whatever the umask of the checkout was.
RUN mkdir -p /image/usr/share/kirimdev-mock \
    && cp -r openapi.yaml scenarios /image/usr/share/kirimdev-mock/ \
    && chmod -R u=rwX,go=rX /image/usr/share

# Run the server once. This stores the parsed contract in the cache, so that every container starts fast (decision 0003).
# It also checks that the stripped program starts, and that it ends with status 0 after SIGTERM.
RUN XDG_CACHE_HOME=/image/var/cache timeout --preserve-status 5 \
    /image/usr/bin/kirimdev-mock serve --port 0 --contract /image/usr/share/kirimdev-mock/openapi.yaml


# The SPDX document alone: `docker build --target sbom --output . .` puts it beside the image.
FROM scratch AS sbom
COPY --from=build /image/usr/share/doc/kirimdev-mock/kirimdev-mock.spdx.json /


# The base image must have glibc, which resolves the host names of webhook receivers, and CA certificates for https
# receivers. `scratch` and `static` do not have both. The program also requires the C++ runtime, which `base` lacks and `cc`
# has.
FROM ${BASE_IMAGE}
ARG BASE_IMAGE

LABEL org.opencontainers.image.title="kirimdev-mock" \
      org.opencontainers.image.description="In-memory fake of the Kirimdev WhatsApp API for tests" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"

COPY --from=build /image/ /

# Nothing outside a container can reach its loopback address, so the server listens on all addresses. `docker run -p`
# decides who can reach the port.
ENV KIRIMDEV_MOCK_HOST=0.0.0.0 \
    XDG_CACHE_HOME=/var/cache

# The server looks for files in the working directory first. So `--scenario NAME` finds files that are mounted at /scenarios,
# and a file that is mounted at /openapi.yaml is the contract.
WORKDIR /

# The number of the distroless user `nonroot`. From a name, Kubernetes could not see that the user is not root.
USER 65532:65532

# 8443 is for --tls.
EXPOSE 8080 8443

# The server starts within a moment, so the interval is short: whoever waits for `healthy` does not wait for the check.
# The check reads the variables, not the flags of the server: to change the port, set KIRIMDEV_MOCK_PORT.
HEALTHCHECK --interval=2s --timeout=5s --retries=5 CMD ["/usr/bin/kirimdev-mock", "healthcheck"]

ENTRYPOINT ["/usr/bin/kirimdev-mock"]
CMD ["serve"]
