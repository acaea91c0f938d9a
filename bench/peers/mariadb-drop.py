"""Runs one prepared statement on MariaDB and drops every byte that comes: how long the server alone takes to send a result to one session.

    mariadb-drop.py PORT USER DATABASE SQL        (127.0.0.1, a user without a password)

Like hawser it rests for a moment when little has come, because waking a client for each piece costs the server more than the client.
"""
import fcntl
import socket
import struct
import sys
import termios
import time

port, user, database, sql = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
CAPABILITIES = 1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 13 | 1 << 15 | 1 << 17 | 1 << 19


def packet(number, content):
    return struct.pack("<I", len(content) | number << 24) + content


def answer(connection):
    reply = connection.recv(1 << 16)
    if reply[4] == 0xFF:
        sys.exit(reply[13:].decode(errors="replace"))
    return reply


def waiting(connection):
    count = bytearray(4)
    fcntl.ioctl(connection, termios.FIONREAD, count)
    return struct.unpack("i", count)[0]


server = socket.create_connection(("127.0.0.1", port))
answer(server)
login = struct.pack("<IIB23x", CAPABILITIES, 1 << 30, 45) + user.encode() + b"\0\0" + database.encode() + b"\0mysql_native_password\0"
server.sendall(packet(1, login))
answer(server)
server.sendall(packet(0, b"\x03SET NAMES utf8mb4"))
answer(server)
server.sendall(packet(0, b"\x16" + sql.encode()))
statement = answer(server)[5:9]
time.sleep(0.01)
while waiting(server):
    server.recv(1 << 16)
# The statement, and behind it the goodbye: the server closes the connection when all is sent.
server.sendall(packet(0, b"\x17" + statement + b"\0" + struct.pack("<I", 1)) + packet(0, b"\x01"))
room = bytearray(1 << 20)
received = 0
while True:
    if received > 1 << 20 and waiting(server) < 1 << 16:
        time.sleep(0.001)
    count = server.recv_into(room)
    if not count:
        break
    received += count
if received < 1 << 20:
    sys.exit(f"only {received} bytes came")
