-- written_at: the stamp of the last writing of records. Each writing's is later than all before it, so
-- that "written after" tells the new from the old, whatever the clock does.
INSERT INTO meta (key, value)
SELECT 'written_at', max(changed_at) FROM (
    SELECT changed_at FROM source UNION ALL SELECT changed_at FROM organization
    UNION ALL SELECT changed_at FROM location UNION ALL SELECT changed_at FROM service
) HAVING count(*) > 0;
