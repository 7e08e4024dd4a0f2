//! How many messages may come from one address, and from all. An address is kept as a number made
//! with a salt, in memory only; each window of ten minutes has a salt of its own.

use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

/// Messages from one address in one window: an office of family workers shares one.
pub(super) const OF_ONE: u32 = 10;
/// Messages from everybody in one window, so that many addresses cannot fill the disk.
const OF_ALL: u32 = 200;
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

impl Peer {
    /// Who asks. Where the connection comes from this machine or from its own network, it is a
    /// proxy's, and the last address that it wrote into `X-Forwarded-For` is the one it saw.
    pub(super) fn visitor(self, headers: &HeaderMap) -> IpAddr {
        let near = match self.0.to_canonical() {
            IpAddr::V4(address) => address.is_loopback() || address.is_private(),
            IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
        };
        let forwarded = || {
            let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            last.rsplit(',').next()?.trim().parse().ok()
        };
        if near { forwarded().unwrap_or(self.0) } else { self.0 }
    }
}

/// Counts messages.
#[derive(Debug, Default)]
pub(super) struct Quota(Mutex<Option<Window>>);

#[derive(Debug)]
struct Window {
    ends: DateTime<Utc>,
    salt: RandomState,
    counts: HashMap<u64, u32>,
    all: u32,
}

impl Quota {
    /// Counts one message from this address, unless too many have come in this window.
    pub(super) fn admits(&self, address: IpAddr, now: DateTime<Utc>) -> bool {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let current = match &mut *window {
            Some(current) if now < current.ends => current,
            ended => {
                ended.insert(Window { ends: now + WINDOW, salt: RandomState::new(), counts: HashMap::new(), all: 0 })
            }
        };
        if current.all >= OF_ALL {
            return false;
        }
        let count = current.counts.entry(current.salt.hash_one(household(address))).or_default();
        if *count >= OF_ONE {
            return false;
        }
        *count += 1;
        current.all += 1;
        true
    }
}

/// An IPv6 address without the half that a device chooses for itself.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn one_address_waits_and_others_do_not() {
        let quota = Quota::default();
        assert!((0..OF_ONE).all(|_| quota.admits(address("198.51.100.7"), at(0))));
        assert!(!quota.admits(address("198.51.100.7"), at(9)));
        assert!(!quota.admits(address("::ffff:198.51.100.7"), at(9)));
        assert!(quota.admits(address("198.51.100.8"), at(9)));
        assert!(quota.admits(address("198.51.100.7"), at(10)));
    }

    #[test]
    fn a_household_with_many_ipv6_addresses_is_one() {
        let quota = Quota::default();
        assert!((0..OF_ONE).all(|n| quota.admits(address(&format!("2001:db8:1:2::{n}")), at(0))));
        assert!(!quota.admits(address("2001:db8:1:2:ffff::1"), at(0)));
        assert!(quota.admits(address("2001:db8:1:3::1"), at(0)));
    }

    #[test]
    fn many_addresses_together_have_an_end_too() {
        let quota = Quota::default();
        let admitted = (0..=255).flat_map(|n| [n; 5]).filter(|n| quota.admits(address(&format!("192.0.2.{n}")), at(0)));
        assert_eq!(admitted.count(), OF_ALL as usize);
        assert!(quota.admits(address("192.0.2.9"), at(10)));
    }

    #[test]
    fn only_a_proxy_beside_us_is_believed() {
        let headers = |text: &str| HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), text.parse().unwrap())]);
        let seen = |peer: &str, text: &str| Peer(address(peer)).visitor(&headers(text)).to_string();
        assert_eq!(seen("127.0.0.1", "203.0.113.5, 198.51.100.7"), "198.51.100.7");
        assert_eq!(seen("10.0.0.2", "198.51.100.7"), "198.51.100.7");
        assert_eq!(seen("203.0.113.9", "198.51.100.7"), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", "me"), "127.0.0.1");
        assert_eq!(Peer(address("127.0.0.1")).visitor(&HeaderMap::new()).to_string(), "127.0.0.1");
    }
}
