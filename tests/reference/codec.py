"""The C++ codec as a process that answers cases (codec_batch.cc)."""

import subprocess


class CodecError(Exception):
    """What the codec refused, in its words."""


class Codec:
    def __init__(self, program, max_rows=2**28):
        self.process = subprocess.Popen(
            [program, str(max_rows)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.endswith("\n"):
            raise AssertionError(f"the codec died of {words}")
        answer = answer[:-1]
        if answer.startswith("! "):
            raise CodecError(answer[2:])
        return answer

    def fingerprint_of_schema_of_schemas(self):
        return int(self.ask("schema"), 16)

    def compile(self, text):
        """The schema message of a text, and its fingerprint."""
        message, fingerprint = self.ask("compile", text.encode().hex()).split()
        return bytes.fromhex(message), int(fingerprint, 16)

    def encode(self, json_text):
        """Root rows and message of a record, or of an array of records."""
        rows, message = (self.ask("encode", json_text) + " ").split(" ")[:2]
        return int(rows), bytes.fromhex(message)

    def decode(self, rows, message):
        return self.ask("message", rows, message.hex())

    def container(self, block_rows, json_text):
        return bytes.fromhex(self.ask("container", block_rows, json_text))

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()
