"""Keeps a cluster of three PostgreSQL servers under Patroni, with etcd; see .ci/patroni, which starts it. Ends with standard input."""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request

TOOLS, PROGRAMS, _, FOLDER = sys.argv[1:5]
PORTS = [int(port) for port in sys.argv[5:13]]
MEMBERS = (1, 2, 3)
CLIENTS, PEERS = PORTS[6:]
# PostgreSQL refuses to be root; Python may be where only root may look.
LOOKING = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
AS = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig=KILL"] + LOOKING
AS = AS if os.getuid() == 0 else []
LIBRARIES = [f"{TOOLS}/postgres/usr/lib/{os.uname().machine}-linux-gnu", f"{TOOLS}/postgres/lib/{os.uname().machine}-linux-gnu"]
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "LD_LIBRARY_PATH": ":".join(LIBRARIES), "HOME": FOLDER}
patroni = {}


def end_with_parent():
    """A child ends when this program does, however that ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def spawn(name, command):
    log = open(f"{FOLDER}/{name}.log", "ab")
    # A group of its own: it is frozen and killed with all that it has started.
    return subprocess.Popen(
        AS + command, cwd=FOLDER, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        start_new_session=True, preexec_fn=end_with_parent)


def start(member):
    patroni[member] = spawn(
        f"patroni{member}", [f"{TOOLS}/patroni/bin/python", "-m", "patroni", f"{FOLDER}/member{member}.json"])


def settings(member):
    port = PORTS[member - 1]
    return {
        "scope": "yiti", "name": f"member{member}",
        "restapi": {"listen": f"127.0.0.1:{PORTS[2 + member]}", "connect_address": f"127.0.0.1:{PORTS[2 + member]}"},
        "etcd3": {"hosts": [f"127.0.0.1:{CLIENTS}"]},
        "bootstrap": {
            "dcs": {
                "ttl": 30, "loop_wait": 10, "retry_timeout": 10, "synchronous_mode": True,
                "maximum_lag_on_failover": 1048576,
                "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 100, "wal_log_hints": "on"}},
            },
            "initdb": ["no-sync", {"encoding": "UTF8"}, {"locale": "C"}, {"auth": "trust"}],
        },
        "postgresql": {
            "listen": f"127.0.0.1:{port}", "connect_address": f"127.0.0.1:{port}", "data_dir": f"{FOLDER}/data{member}",
            "bin_dir": PROGRAMS, "pgpass": f"{FOLDER}/pgpass{member}",
            "authentication": {
                name: {"username": "yiti", "password": "unused"} for name in ("superuser", "replication", "rewind")},
            "parameters": {"unix_socket_directories": ""},
            "pg_hba": ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
        },
        "watchdog": {"mode": "off"},
    }


def cluster():
    """What one of the members says of all; nothing while none does."""
    for member in MEMBERS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORTS[2 + member]}/cluster", timeout=2) as reply:
                return json.load(reply)["members"]
        except (OSError, ValueError, KeyError):
            continue
    return []


def primary():
    """The server that takes writes, by its own word; the cluster's state may be older."""
    for member in MEMBERS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORTS[2 + member]}/primary", timeout=2):
                return str(member)
        except (OSError, ValueError):
            continue
    return "none"


def wait_until_ready(seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        members = cluster()
        standbys = [m for m in members if m.get("role") == "sync_standby" and m.get("state") == "streaming"]
        if primary() != "none" and standbys and len(members) == 3:
            return "ready"
        time.sleep(0.5)
    return "not ready: " + json.dumps(cluster())


def processes(member):
    """Patroni of a member and all that it has started: PostgreSQL is a session of its own, known by its folder."""
    found = {patroni[member].pid}
    try:
        with open(f"{FOLDER}/data{member}/postmaster.pid") as file:
            postmaster = int(file.readline())
    except (OSError, ValueError):
        return found
    found.add(postmaster)
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat") as file:
                parent = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent in (postmaster, patroni[member].pid):
            found.add(int(name))
    return found


def tell(member, number):
    for process in processes(member):
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass


def obey(words):
    verb, member = words[0], int(words[1]) if len(words) > 1 else 0
    if verb == "primary":
        return primary()
    if verb == "ready":
        return wait_until_ready()
    if verb == "start":
        start(member)
    elif verb == "kill":
        tell(member, signal.SIGKILL)
        patroni[member].wait()
    elif verb == "freeze":
        tell(member, signal.SIGSTOP)
        waking = threading.Timer(float(words[2]), tell, (member, signal.SIGCONT))
        waking.daemon = True
        waking.start()
    return "done"


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if AS:
        os.chown(FOLDER, 65534, 65534)
    for member in MEMBERS:
        with open(f"{FOLDER}/member{member}.json", "w") as file:
            json.dump(settings(member), file)
        os.chmod(file.name, 0o644)
    url = f"http://127.0.0.1:{CLIENTS}"
    peer = f"http://127.0.0.1:{PEERS}"
    etcd = spawn("etcd", [
        f"{TOOLS}/etcd/usr/bin/etcd", "--name", "tests", "--data-dir", f"{FOLDER}/etcd", "--unsafe-no-fsync",
        "--listen-client-urls", url, "--advertise-client-urls", url, "--listen-peer-urls", peer,
        "--initial-advertise-peer-urls", peer, "--initial-cluster", f"tests={peer}"])
    try:
        for member in MEMBERS:
            start(member)
        print(wait_until_ready(), flush=True)
        for line in sys.stdin:
            if line.split():
                print(obey(line.split()), flush=True)
    finally:
        for member in MEMBERS:
            tell(member, signal.SIGKILL)
        etcd.kill()
        # They write for as long as they end.
        for _ in range(50):
            shutil.rmtree(FOLDER, ignore_errors=True)
            if not os.path.exists(FOLDER):
                break
            time.sleep(0.1)


main()
