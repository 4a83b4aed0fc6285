"""Files of the repository as text in Swift sources: what scripts/embed-* share."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def literal(path, program):
    """A raw Swift literal of the file's text, with enough # that nothing in the text ends or escapes it."""
    text = path.read_bytes().decode("utf-8")
    bad = next((c for c in text if c not in "\n\t" and ord(c) < 32 or c in "\x7f\u2028\u2029\u0085"), None)
    if bad is not None:
        sys.exit(f"{program}: {path.relative_to(ROOT)} contains the control character U+{ord(bad):04X}; remove it")
    runs = re.findall(r'(?:\\|""")(#*)', text)
    hashes = "#" * (max((len(run) for run in runs), default=0) + 1)
    return f'{hashes}"""\n{text}\n"""{hashes}'


def write_or_check(program, origin, target, sources, check):
    """Makes the Swift files of `target` those of `sources` (text by name), or exits with 1 where they differ."""
    target.mkdir(parents=True, exist_ok=True)
    stale = [p for p in sorted(target.glob("*.swift")) if p.name not in sources]
    changed = [
        target / name
        for name, text in sorted(sources.items())
        if not (target / name).exists() or (target / name).read_bytes() != text.encode()
    ]
    if check and (stale or changed):
        for path in changed + stale:
            print(f"{program}: {path.relative_to(ROOT)} differs from {origin}", file=sys.stderr)
        sys.exit(f"{program}: run scripts/{program} and commit the result")
    for path in stale:
        path.unlink()
    for path in changed:
        path.write_bytes(sources[path.name].encode())
        print(f"{program}: wrote {path.relative_to(ROOT)}")
