//! How many messages may come from one address, and from all. An address is kept as a number made
//! with a salt, in memory only; each window of ten minutes has a salt of its own.

use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::{IpAddr, SocketAddr},
    sync::{Mutex, PoisonError},
};

/// From so many messages in one window on, each address has one: a few people who send many leave room for
/// everybody else.
const MANY: u32 = 200;
/// Messages from everybody in one window, so that nobody fills the disk: 16 MB in ten minutes at the most.
const OF_ALL: u32 = 2_000;
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// How many messages may come from one network in one window: bits of the network, messages. A household has
/// one IPv4 address or 64 bits of IPv6, an office of family workers shares one; whoever rents a network has
/// many, and is one all the same.
const OF_NETWORK_V4: [(u32, u32); 2] = [(32, OF_ONE), (24, 30)];
const OF_NETWORK_V6: [(u32, u32); 3] = [(64, OF_ONE), (48, 30), (32, 60)];
/// Messages from one address in one window.
pub(super) const OF_ONE: u32 = 10;

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

impl Peer {
    /// Who asks. Where the connection comes from this machine or from its own network, it is a
    /// proxy's, and the last address that it wrote into `X-Forwarded-For` is the one it saw.
    pub(super) fn visitor(self, headers: &HeaderMap) -> IpAddr {
        let forwarded = || {
            let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            read_address(last.rsplit(',').next()?)
        };
        if self.is_near() { forwarded().unwrap_or(self.0) } else { self.0 }
    }

    /// Whether the other end is this machine, or in a network that no route of the Internet leads to (RFC 1918,
    /// 3927, 4193, 4291, 6598).
    pub(super) fn is_near(self) -> bool {
        match self.0.to_canonical() {
            IpAddr::V4(address) => {
                let [first, second, ..] = address.octets();
                let is_shared = first == 100 && second & 0b1100_0000 == 0b0100_0000;
                address.is_loopback() || address.is_private() || address.is_link_local() || is_shared
            }
            IpAddr::V6(address) => {
                address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
            }
        }
    }
}

/// Reads an address as proxies write it: alone, in brackets or quotes, with a port or without.
fn read_address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse().ok().or_else(with_port).or_else(in_brackets)
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
    /// A place for one message from this address, unless too many have come in this window. It counts at once,
    /// and no more when it is dropped before the message was kept.
    pub(super) fn admit(&self, address: IpAddr, now: DateTime<Utc>) -> Option<Admission<'_>> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let current = match &mut *window {
            Some(current) if now < current.ends => current,
            ended => {
                ended.insert(Window { ends: now + WINDOW, salt: RandomState::new(), counts: HashMap::new(), all: 0 })
            }
        };
        let limits: &[(u32, u32)] = if address.to_canonical().is_ipv4() { &OF_NETWORK_V4 } else { &OF_NETWORK_V6 };
        let mut keys = Vec::new();
        for (bits, limit) in limits {
            let key = current.salt.hash_one((bits, network(address, *bits)));
            let count = current.counts.get(&key).copied().unwrap_or_default();
            if count >= *limit || (current.all >= MANY && keys.is_empty() && count > 0) {
                return None;
            }
            keys.push(key);
        }
        if current.all >= OF_ALL {
            return None;
        }
        keys.iter().for_each(|key| *current.counts.entry(*key).or_default() += 1);
        current.all += 1;
        Some(Admission { quota: self, keys, ends: current.ends, kept: false })
    }

    fn give_back(&self, admission: &Admission<'_>) {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = window.as_mut().filter(|current| current.ends == admission.ends) {
            current.all = current.all.saturating_sub(1);
            for key in &admission.keys {
                current.counts.entry(*key).and_modify(|count| *count = count.saturating_sub(1));
            }
        }
    }
}

/// The place of one message, which goes back when the message was not kept.
#[derive(Debug)]
pub(super) struct Admission<'q> {
    quota: &'q Quota,
    keys: Vec<u64>,
    /// The window that it counts in.
    ends: DateTime<Utc>,
    kept: bool,
}

impl Admission<'_> {
    /// The message was kept: its place is taken until the window ends.
    pub(super) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        if !self.kept {
            self.quota.give_back(self);
        }
    }
}

/// An IPv6 address without the half that a device chooses for itself.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        v4 @ IpAddr::V4(_) => v4,
        v6 => network(v6, 64),
    }
}

/// The first bits of an address.
fn network(address: IpAddr, bits: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4((address.to_bits() & u32::MAX.unbounded_shl(32 - bits)).into()),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & u128::MAX.unbounded_shl(128 - bits)).into()),
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

    /// Whether a message is admitted; it is kept then.
    fn admits(quota: &Quota, address: IpAddr, now: DateTime<Utc>) -> bool {
        quota.admit(address, now).map(Admission::keep).is_some()
    }

    #[test]
    fn what_was_not_kept_is_not_counted() {
        let quota = Quota::default();
        for _ in 0..OF_ONE * 3 {
            assert!(quota.admit(address("198.51.100.7"), at(0)).is_some(), "each was dropped again");
        }
        let under_way: Vec<_> = (0..OF_ONE).map(|_| quota.admit(address("198.51.100.7"), at(0)).unwrap()).collect();
        assert!(quota.admit(address("198.51.100.7"), at(0)).is_none(), "those under way count");
        assert!(admits(&quota, address("198.51.100.8"), at(10)), "a new window");
        drop(under_way);
        assert_eq!(quota.0.lock().unwrap().as_ref().unwrap().all, 1, "of another window nothing is given back");
    }

    #[test]
    fn one_address_waits_and_others_do_not() {
        let quota = Quota::default();
        assert!((0..OF_ONE).all(|_| admits(&quota, address("198.51.100.7"), at(0))));
        assert!(!admits(&quota, address("198.51.100.7"), at(9)));
        assert!(!admits(&quota, address("::ffff:198.51.100.7"), at(9)));
        assert!(admits(&quota, address("198.51.100.8"), at(9)));
        assert!(admits(&quota, address("198.51.100.7"), at(10)));
    }

    #[test]
    fn a_household_with_many_ipv6_addresses_is_one() {
        let quota = Quota::default();
        assert!((0..OF_ONE).all(|n| admits(&quota, address(&format!("2001:db8:1:2::{n}")), at(0))));
        assert!(!admits(&quota, address("2001:db8:1:2:ffff::1"), at(0)));
        assert!(admits(&quota, address("2001:db8:1:3::1"), at(0)));
    }

    #[test]
    fn a_network_of_many_addresses_is_one_stranger() {
        let quota = Quota::default();
        let from = |addresses: &mut dyn Iterator<Item = String>| {
            addresses.flat_map(|of| [of.clone(), of]).filter(|of| admits(&quota, address(of), at(0))).count()
        };
        assert_eq!(from(&mut (0..=255).map(|n| format!("192.0.2.{n}"))), 30);
        assert_eq!(from(&mut (0..999).map(|n| format!("2001:db8:1:{n:x}::1"))), 30, "one with 48 bits");
        assert_eq!(from(&mut (0..999).map(|n| format!("2001:db8:{n:x}::1"))), 30, "one with 32 bits, 30 are gone");
        assert!(admits(&quota, address("203.0.113.9"), at(0)));
    }

    #[test]
    fn some_who_send_very_many_leave_room_for_everybody_else() {
        let quota = Quota::default();
        for network in 0..40 {
            for _ in 0..OF_ONE {
                admits(&quota, address(&format!("10.{network}.0.1")), at(0));
            }
        }
        for real in 0..200 {
            assert!(admits(&quota, address(&format!("198.{real}.100.7")), at(5)), "person {real}");
        }
        assert!(!admits(&quota, address("198.7.100.7"), at(5)), "a second message waits while there are so many");
        assert!(admits(&quota, address("198.7.100.7"), at(10)));
    }

    #[test]
    fn all_addresses_together_have_an_end_too() {
        let quota = Quota::default();
        let strangers = (0..5_000).map(|n| format!("{}.{}.3.4", 1 + n / 256, n % 256));
        let admitted = strangers.filter(|of| admits(&quota, address(of), at(0))).count();
        assert_eq!(admitted, OF_ALL as usize);
        assert!(admits(&quota, address("192.0.2.9"), at(10)));
    }

    #[test]
    fn an_address_is_read_as_proxies_write_it() {
        for (written, read) in [
            ("203.0.113.9:4000", "203.0.113.9"),
            (" 203.0.113.9 ", "203.0.113.9"),
            ("[2001:db8::9]:4000", "2001:db8::9"),
            ("[2001:db8::9]", "2001:db8::9"),
            ("\"[2001:db8::9]:4000\"", "2001:db8::9"),
            ("2001:db8::9", "2001:db8::9"),
        ] {
            assert_eq!(read_address(written), Some(address(read)), "{written}");
        }
        for nobody in ["", "unknown", "_hidden", "203.0.113.9:port", "[203.0.113.9", "203.0.113"] {
            assert_eq!(read_address(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn only_a_proxy_beside_us_is_believed() {
        let headers = |text: &str| HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), text.parse().unwrap())]);
        let seen = |peer: &str, text: &str| Peer(address(peer)).visitor(&headers(text)).to_string();
        assert_eq!(seen("127.0.0.1", "203.0.113.5, 198.51.100.7"), "198.51.100.7");
        for proxy in ["10.0.0.2", "172.16.0.1", "100.64.0.1", "169.254.1.1", "fd00::1", "fe80::1", "::ffff:10.0.0.2"] {
            assert_eq!(seen(proxy, "203.0.113.5, 198.51.100.7:50123"), "198.51.100.7", "{proxy}");
        }
        assert_eq!(seen("203.0.113.9", "198.51.100.7"), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", "me"), "127.0.0.1");
        assert_eq!(Peer(address("127.0.0.1")).visitor(&HeaderMap::new()).to_string(), "127.0.0.1");
    }
}
