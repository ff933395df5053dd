{{- define "mentormesh.labels" -}}
{{ include "mentormesh.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: mentormesh
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "mentormesh.selector" -}}
app.kubernetes.io/name: mentormesh
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "mentormesh.fullname" -}}
{{ printf "%s-%s" (.root.Release.Name | trunc 47 | trimSuffix "-") .component }}
{{- end }}

{{- /* Of a service, or "" for what needs no engine. */ -}}
{{- define "mentormesh.image" -}}
{{- $image := .root.Values.image }}
{{- ternary $image.matchingRepository $image.repository (eq .service "matching") }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- /* Each deployment: what it serves, how many of it, and what it may take. */ -}}
{{- define "mentormesh.components" -}}
{{- range $name, $service := .Values.services }}
{{ $name }}:
  service: {{ $name }}
  arguments: {{ ternary (list "serve" $name "--no-workers") (list "serve" $name) (eq $name "matching") | toJson }}
  replicas: {{ $service.replicas.min }}
  scaled: {{ $.Values.autoscaling.enabled }}
  resources: {{ $service.resources | toJson }}
{{- end }}
matching-worker:
  service: matching
  arguments: ["serve", "matching", "--workers"]
  replicas: {{ .Values.matchingWorker.replicas }}
  scaled: false
  resources: {{ .Values.matchingWorker.resources | toJson }}
{{- end }}

{{- /* Members of a group beyond the partitions of its largest topic would have nothing of it to read. */ -}}
{{- define "mentormesh.checked" -}}
{{- $workers := int .Values.matchingWorker.replicas }}
{{- range $name, $topics := .Files.Get "files/topics.yaml" | fromYaml }}
{{- $cap := 0 }}
{{- range $topics }}{{ $cap = max $cap (int .) }}{{ end }}
{{- $replicas := (index $.Values.services $name).replicas }}
{{- $least := int $replicas.min }}
{{- $most := int $replicas.max }}
{{- if lt $most $least }}
{{- fail (printf "services.%s.replicas.max is %d, less than min, which is %d" $name $most $least) }}
{{- end }}
{{- if and (eq $name "matching") (gt (add $most $workers) $cap) }}
{{- fail (printf "services.matching.replicas.max (%d) and matchingWorker.replicas (%d) are more than %d together, the partitions of what they read as one group" $most $workers $cap) }}
{{- else if gt $most $cap }}
{{- fail (printf "services.%s.replicas.max is %d, more than the %d partitions of what it reads" $name $most $cap) }}
{{- end }}
{{- end }}
{{- $kafka := .Values.kafka }}
{{- if hasPrefix "SASL" $kafka.securityProtocol }}
{{- if not (and $kafka.saslMechanism $kafka.credentials.secret) }}
{{- fail (printf "kafka.saslMechanism and kafka.credentials.secret are needed with kafka.securityProtocol %s" $kafka.securityProtocol) }}
{{- end }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.domain) }}
{{- fail "ingress.domain is needed with ingress.enabled" }}
{{- end }}
{{- end }}

{{- /* Helm reads every number as a float: 1048576 must not become 1.048576e+06. */ -}}
{{- define "mentormesh.text" -}}
{{- if and (kindIs "float64" .) (eq (float64 (int64 .)) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{- define "mentormesh.fromSecret" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ .secret | quote }}, key: {{ .key | quote }}}}
{{- end }}

{{- define "mentormesh.environment" -}}
{{- $root := .root }}
{{- with $root.Values }}
- {name: MENTORMESH_NAMESPACE, value: {{ .prefix | quote }}}
- {name: MENTORMESH_KAFKA_URL, value: {{ .kafka.brokers | quote }}}
- {name: MENTORMESH_KAFKA_SECURITY_PROTOCOL, value: {{ .kafka.securityProtocol }}}
{{- if hasPrefix "SASL" .kafka.securityProtocol }}
- {name: MENTORMESH_KAFKA_SASL_MECHANISM, value: {{ .kafka.saslMechanism }}}
{{ include "mentormesh.fromSecret" (dict "name" "MENTORMESH_KAFKA_SASL_USERNAME" "secret" .kafka.credentials.secret "key" .kafka.credentials.usernameKey) }}
{{ include "mentormesh.fromSecret" (dict "name" "MENTORMESH_KAFKA_SASL_PASSWORD" "secret" .kafka.credentials.secret "key" .kafka.credentials.passwordKey) }}
{{- end }}
{{- if .kafka.tls.secret }}
{{- range $name, $key := dict "CA" .kafka.tls.caKey "CERT" .kafka.tls.certKey "KEY" .kafka.tls.keyKey }}
{{- if $key }}
- {name: MENTORMESH_KAFKA_TLS_{{ $name }}_FILE, value: {{ printf "/etc/mentormesh/kafka/%s" $key | quote }}}
{{- end }}
{{- end }}
{{- end }}
{{ include "mentormesh.fromSecret" (dict "name" "MENTORMESH_MONGO_URL" "secret" .mongo.url.secret "key" .mongo.url.key) }}
{{- if .mongo.tls.secret }}
- {name: MENTORMESH_MONGO_TLS_CA_FILE, value: {{ printf "/etc/mentormesh/mongo/%s" .mongo.tls.caKey | quote }}}
{{- end }}
{{- if .redis.url.secret }}
{{ include "mentormesh.fromSecret" (dict "name" "MENTORMESH_REDIS_URL" "secret" .redis.url.secret "key" .redis.url.key) }}
{{- end }}
{{- range $name, $value := .settings }}
- {name: {{ $name }}, value: {{ include "mentormesh.text" $value | quote }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "mentormesh.mounts" -}}
- {name: scratch, mountPath: /tmp}
{{- if .Values.kafka.tls.secret }}
- {name: kafka-tls, mountPath: /etc/mentormesh/kafka, readOnly: true}
{{- end }}
{{- if .Values.mongo.tls.secret }}
- {name: mongo-tls, mountPath: /etc/mentormesh/mongo, readOnly: true}
{{- end }}
{{- end }}

{{- define "mentormesh.volumes" -}}
- {name: scratch, emptyDir: {sizeLimit: 512Mi}}
{{- with .Values.kafka.tls.secret }}
- {name: kafka-tls, secret: {secretName: {{ . | quote }}, defaultMode: 0440}}
{{- end }}
{{- with .Values.mongo.tls.secret }}
- {name: mongo-tls, secret: {secretName: {{ . | quote }}, defaultMode: 0440}}
{{- end }}
{{- end }}

{{- define "mentormesh.podSecurity" -}}
{runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
{{- end }}

{{- define "mentormesh.containerSecurity" -}}
{allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: {drop: [ALL]}}
{{- end }}
