//! What time it is.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// The machine's clock, or one that stands still for tests, with the authority's time zone.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    fixed: Option<DateTime<Utc>>,
    zone: Tz,
}

impl Clock {
    /// From a name of the IANA time zone database, such as `Europe/London`; `fixed` stops the
    /// clock there. Fails when there is no such zone.
    pub fn new(zone: &str, fixed: Option<DateTime<Utc>>) -> anyhow::Result<Self> {
        let zone = zone.parse().map_err(|_| {
            anyhow::anyhow!("authority.toml names no time zone with '{zone}': write one such as Europe/London")
        })?;
        Ok(Self { fixed, zone })
    }

    /// This moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.fixed.unwrap_or_else(Utc::now)
    }

    /// The authority's time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// What the clock on the authority's wall shows.
    pub fn local(&self) -> NaiveDateTime {
        self.now().with_timezone(&self.zone).naive_local()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_kept() {
        let moment = DateTime::parse_from_rfc3339("2026-07-01T11:30:00Z").unwrap().to_utc();
        let clock = Clock::new("Europe/London", Some(moment)).unwrap();
        assert_eq!(clock.local().to_string(), "2026-07-01 12:30:00");
        assert!(Clock::new("Europe/Worcester", None).is_err());
    }
}
