"""Writes the catalogue of AWS SDK integrations: src/integrations/sdk/catalogue/names.json and its volumes.

Usage: `python3 scripts/generate/sdkCatalogue.py <models> <date>`, where <models> is the folder of botocore's service
models (`botocore/data`, Apache-2.0) and <date> the day of that release. Only names are taken. The form is described in
src/integrations/sdk/encoding.ts.

Step Functions calls services with the AWS SDK for Java 2, so names of members and errors are as that SDK makes them
of the models' names: `DBInstanceIdentifier` is `DbInstanceIdentifier`, `BucketAlreadyExists` is
`BucketAlreadyExistsException`.
"""

import gzip
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__)
OUT = HERE.parents[2] / "src/integrations/sdk/catalogue"
DOCUMENTED = HERE.parent / "sdkServices.txt"
# Services that answer at an address of the customer's, or stream: Step Functions has none of them.
LEFT_OUT = {"apigatewaymanagementapi", "cloudsearchdomain", "importexport", "iotdataplane", "mediastoredata"}
# Where the model has no name that people use.
LABELS = {
    "apigatewayv2": "API Gateway V2", "fms": "Firewall Manager", "mwaaserverless": "MWAA Serverless",
    "sfn": "Step Functions", "ssm": "Systems Manager",
}
KINDS = {
    "boolean": "?", "integer": "#", "long": "#", "float": "#", "double": "#", "bigdecimal": "#", "biginteger": "#",
    "list": "[", "map": "{", "structure": "{", "timestamp": "@",
}
NUMBER_OF_VOLUMES = 16


def plain(text):
    return re.sub("[^a-z0-9]", "", text.lower())


def words(text):
    """Words of a name: `DBInstance` → `DB Instance`, `Route53Domains` → `Route53 Domains`."""
    text = re.sub("[^A-Za-z0-9]+", " ", text)
    text = re.sub("(?<=[a-z])(?=[A-Z][A-Za-z0-9])", " ", text)
    text = re.sub("([A-Z]+)([A-Z][a-z])", r"\1 \2", text)
    text = re.sub("([0-9])([A-Za-z])", r"\1 \2", text)
    return text.split()


def pascal(text):
    return "".join(word.lower().capitalize() for word in words(text))


def member(name):
    """Leading capitals become one: `DBSnapshot` → `DbSnapshot`, `ETag` and `VpcId` stay."""
    end = 1
    while end < len(name) and name[end].isupper() and not (end + 1 < len(name) and name[end + 1].islower()):
        end += 1
    written = name[:1].upper() + name[1:end].lower() + name[end:]
    return "EqualsValue" if written == "Equals" else written


def error(shape):
    for suffix in ("Fault", "Exception"):
        shape = shape.removesuffix(suffix) if shape != suffix else shape
    return pascal(shape)


def action(operation):
    return operation[:1].lower() + operation[1:]


class Service:
    def __init__(self, folder, model, documented):
        self.alias = plain(folder)
        self.metadata = model["metadata"]
        self.operations = model["operations"]
        self.shapes = model["shapes"]
        identifier = self.metadata["serviceId"]
        rows = [documented.get(plain(identifier)), documented.get(plain(identifier).removesuffix("service"))]
        self.row = next((row for row in rows if row), None)
        self.prefix = self.row[0] if self.row else pascal(re.sub("^(AWS|Amazon) ", "", identifier))
        self.name = self.prefix.lower()
        self.errors = []

    def label(self):
        text = self.metadata.get("serviceAbbreviation") or self.metadata["serviceFullName"]
        text = re.sub(r"^(AWS|Amazon) ?(?=[A-Z0-9])", "", text).strip()
        text = text.removesuffix(" Service") if " " in text.removesuffix(" Service") else text
        return LABELS.get(self.name) or (self.prefix if text[:1].islower() else text)

    def streams(self, shape):
        members = self.shapes[shape].get("members", {}) if shape else {}
        return any(self.shapes[each["shape"]].get("eventstream") for each in members.values())

    def members(self, operation, side, required=None):
        reference = operation.get(side)
        if not reference:
            return ""
        shape = self.shapes[reference["shape"]]
        needed = set(shape.get("required", []))
        found = []
        for name, each in shape.get("members", {}).items():
            target = self.shapes[each["shape"]]
            # The SDK fills in the token of an idempotent call itself.
            must = name in needed and not each.get("idempotencyToken") and not target.get("idempotencyToken")
            if required is not None and must != required:
                continue
            kind = "{" if target.get("document") or each.get("jsonvalue") else KINDS.get(target["type"], "")
            found.append(member(name) + kind)
        return " ".join(found)

    def error_numbers(self, operation):
        names = sorted({error(each["shape"]) for each in operation.get("errors", [])})
        for name in names:
            if name not in self.errors:
                self.errors.append(name)
        return " ".join(str(self.errors.index(name)) for name in names)

    def details(self):
        operations = [operation for _, operation in sorted(self.operations.items())]
        columns = {
            "required": [self.members(each, "input", True) for each in operations],
            "optional": [self.members(each, "input", False) for each in operations],
            "outputs": [self.members(each, "output") for each in operations],
            "failures": [self.error_numbers(each) for each in operations],
        }
        return {"errors": " ".join(self.errors), **{name: "\n".join(rows) for name, rows in columns.items()}}

    def unsupported(self):
        listed = set(self.row[1:]) if self.row else set()
        streaming = {
            name
            for name, each in self.operations.items()
            if any(self.streams(each.get(side, {}).get("shape")) for side in ("input", "output"))
        }
        return sorted(action(name) for name in (listed | streaming) if name in self.operations or name in listed)

    def names(self, volume):
        return {
            "label": self.label(),
            "prefix": self.prefix,
            "uid": self.metadata.get("uid", ""),
            "volume": volume,
            **({} if self.row else {"undocumented": 1}),
            **({} if self.alias == self.name else {"alias": self.alias}),
            "actions": " ".join(action(name) for name in sorted(self.operations)),
            "unsupported": " ".join(self.unsupported()),
        }


def read(path):
    with (gzip.open(path) if path.suffix == ".gz" else open(path, "rb")) as file:
        return json.load(file)


def documented():
    rows = [line.split() for line in DOCUMENTED.read_text().splitlines() if line and not line.startswith("#")]
    return {row[0].lower(): row for row in rows}


def newest(folder):
    return max(folder.glob("*/service-2.json*"), default=None)


def write(path, data):
    path.write_text(json.dumps(data, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n")
    print(f"{path.stat().st_size:9} {len(gzip.compress(path.read_bytes(), 9)):8} {path.name}")


def release(models):
    text = (models.parent / "__init__.py").read_text()
    return "botocore " + re.search(r"__version__ = '([^']+)'", text)[1]


def main(models, date):
    paths = [path for path in map(newest, sorted(models.iterdir())) if path]
    known = documented()
    services = [Service(path.parents[1].name, read(path), known) for path in paths]
    services = sorted((each for each in services if each.name not in LEFT_OUT), key=lambda each: each.name)
    OUT.mkdir(parents=True, exist_ok=True)
    volumes = [{} for _ in range(NUMBER_OF_VOLUMES)]
    names = {}
    for service in services:
        # A service alone decides its volume, so that a new one does not move the others.
        at = sum(map(ord, service.name)) % NUMBER_OF_VOLUMES
        names[service.name] = service.names(at)
        volumes[at][service.name] = service.details()
    without_model = {name: row[0] for name, row in known.items() if name not in names}
    head = {"source": release(models), "date": date, "retired": without_model}
    write(OUT / "names.json", {**head, "services": names})
    for at, volume in enumerate(volumes):
        write(OUT / f"volume{at}.json", volume)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
