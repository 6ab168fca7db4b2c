# Build: docker build -t yiti .
# Run:   docker run --read-only --cap-drop ALL --security-opt no-new-privileges \
#          -v yiti:/var/lib/yiti -v ./yiti.yaml:/opt/yiti/config/yiti.yaml:ro -p 7171:7171 yiti
# A container's own loopback can't be reached from outside: mount a configuration whose listener says where it listens.

FROM swift:6.3-bookworm AS build
RUN apt-get update -q \
 && apt-get install -y --no-install-recommends libsqlite3-dev libgoogle-perftools-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
RUN swift package resolve
COPY Sources ./Sources
COPY Tests ./Tests
RUN swift build -c release --product yiti --static-swift-stdlib \
 && strip -o /yiti "$(swift build -c release --product yiti --show-bin-path)/yiti"

FROM debian:bookworm-slim
RUN apt-get update -q \
 && apt-get install -y --no-install-recommends libsqlite3-0 libpq5 libtcmalloc-minimal4 tzdata ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 7171 --home-dir /var/lib/yiti --create-home --shell /usr/sbin/nologin yiti \
 && chmod 0700 /var/lib/yiti
COPY --from=build /yiti /usr/local/bin/yiti
COPY LICENSE /opt/yiti/
COPY config /opt/yiti/config
COPY Data/bank /opt/yiti/Data/bank
# The shipped configuration keeps databases in Data/var: here that is the one writable place.
RUN ln -s /var/lib/yiti /opt/yiti/Data/var
WORKDIR /opt/yiti
USER yiti
VOLUME /var/lib/yiti
EXPOSE 7171 7180
STOPSIGNAL SIGTERM
# The server greets at once with a line that starts with "* ".
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/7171 && IFS= read -r -t 4 line <&3 && [[ $line == '* Yiti '* ]]"]
ENTRYPOINT ["yiti"]
CMD ["serve", "--config", "config/yiti.yaml"]
