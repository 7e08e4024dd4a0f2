-- A running site asks what was written since it last looked, and how many records are listed.
CREATE INDEX source_changed ON source (changed_at, withdrawn_at);
CREATE INDEX organization_changed ON organization (changed_at, withdrawn_at);
CREATE INDEX location_changed ON location (changed_at, withdrawn_at);
CREATE INDEX service_changed ON service (changed_at, withdrawn_at);
