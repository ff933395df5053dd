"""What KEDA and the Prometheus operator accept, as far as the chart uses it. Their own schemas are in no package."""

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 1}
SWITCH: Schema = {"enum": ["true", "false"]}


def closed(required: str = "", **properties: Schema) -> Schema:
    """An object with these properties alone."""
    needed = required.split()
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": needed}


def several(item: Schema) -> Schema:
    """A list with something in it."""
    return {"type": "array", "minItems": 1, "items": item}


def resource(version: str, kind: str, spec: Schema) -> Schema:
    """One with the usual head."""
    labels = {"type": "object", "additionalProperties": TEXT}
    head = closed("name namespace labels", name=TEXT, namespace=TEXT, labels=labels)
    return closed(
        "apiVersion kind metadata spec", apiVersion={"const": version}, kind={"const": kind}, metadata=head, spec=spec
    )


POLICY = closed("type value periodSeconds", type={"enum": ["Pods", "Percent"]}, value=COUNT, periodSeconds=COUNT)
RULES = closed(stabilizationWindowSeconds={"type": "integer", "minimum": 0, "maximum": 3600}, policies=several(POLICY))
KAFKA = closed(
    "bootstrapServers consumerGroup topic lagThreshold",
    bootstrapServers=TEXT,
    consumerGroup=TEXT,
    topic=TEXT,
    lagThreshold={"type": "string", "pattern": "^[1-9][0-9]*$"},
    offsetResetPolicy={"enum": ["earliest", "latest"]},
    allowIdleConsumers=SWITCH,
    tls={"enum": ["enable", "disable"]},
    sasl={"enum": ["plaintext", "scram_sha256", "scram_sha512"]},
)
TRIGGER = closed(
    "type metadata", type={"const": "kafka"}, name=TEXT, metadata=KAFKA, authenticationRef=closed("name", name=TEXT)
)
SCALED = closed(
    "scaleTargetRef triggers",
    scaleTargetRef=closed("name", apiVersion={"const": "apps/v1"}, kind={"const": "Deployment"}, name=TEXT),
    pollingInterval=COUNT,
    minReplicaCount=COUNT,
    maxReplicaCount=COUNT,
    fallback=closed(
        "failureThreshold replicas",
        failureThreshold=COUNT,
        replicas=COUNT,
        behavior={"enum": ["static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower"]},
    ),
    advanced=closed(horizontalPodAutoscalerConfig=closed(behavior=closed(scaleUp=RULES, scaleDown=RULES))),
    triggers=several(TRIGGER),
)
AUTHENTICATION = closed(
    "secretTargetRef",
    secretTargetRef=several(
        closed(
            "parameter name key",
            parameter={"enum": ["username", "password", "ca", "cert", "key"]},
            name=TEXT,
            key=TEXT,
        )
    ),
)
MONITOR = closed(
    "selector endpoints",
    selector=closed("matchLabels", matchLabels={"type": "object", "additionalProperties": TEXT}),
    endpoints=several(
        closed(
            "port path",
            port=TEXT,
            path=TEXT,
            interval=TEXT,
            honorLabels={"type": "boolean"},
            authorization=closed("credentials", credentials=closed("name key", name=TEXT, key=TEXT)),
            relabelings=several(closed("targetLabel", sourceLabels=several(TEXT), targetLabel=TEXT, replacement=TEXT)),
        )
    ),
)
NAMED: Schema = {"type": "object", "additionalProperties": TEXT}
RULE: Schema = {
    "oneOf": [
        closed("record expr", record=TEXT, expr=TEXT, labels=NAMED),
        closed(
            "alert expr labels annotations", alert=TEXT, expr=TEXT, labels=NAMED, annotations=NAMED, **{"for": TEXT}
        ),
    ]
}
PROMETHEUS_RULES = closed("groups", groups=several(closed("name rules", name=TEXT, rules=several(RULE))))
SCHEMAS: dict[str, Schema] = {
    "ScaledObject": resource("keda.sh/v1alpha1", "ScaledObject", SCALED),
    "TriggerAuthentication": resource("keda.sh/v1alpha1", "TriggerAuthentication", AUTHENTICATION),
    "ServiceMonitor": resource("monitoring.coreos.com/v1", "ServiceMonitor", MONITOR),
    "PrometheusRule": resource("monitoring.coreos.com/v1", "PrometheusRule", PROMETHEUS_RULES),
}
