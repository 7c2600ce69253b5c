//! How fast one conversation and one address may write. Generous: a whole class behind one address
//! never meets them.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::problem::Problem;

type Keyed<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>;

/// Messages of one conversation: a burst of 40, then one a second.
const CONVERSATION: (u32, u32) = (1, 40);
/// Messages from one address: a burst of 600, then twenty a second.
const ADDRESS: (u32, u32) = (20, 600);
/// Conversations opened from one address: a burst of 120, then two a second.
const OPENINGS: (u32, u32) = (2, 120);
/// Event streams open at once on one conversation: a few tabs, and those that a poor network left.
/// Each looks at the database by itself.
const STREAMS: u32 = 12;
/// Header in which a proxy names who asked.
const FORWARDED: &str = "x-forwarded-for";
/// Links asked for one address of mail: three, then one in five minutes.
const LINKS_OF_MAIL: (Duration, u32) = (Duration::from_mins(5), 3);
/// Links asked from one address: twenty, then one every ten seconds.
const LINKS_OF_ADDRESS: (Duration, u32) = (Duration::from_secs(10), 20);
/// Checks between two cleanings of what is no longer limited.
const CLEANING: u32 = 4096;

/// The limits of this process. Cheap to clone.
#[derive(Clone)]
pub(super) struct Limits {
    inner: Arc<Inner>,
}

struct Inner {
    conversation: Keyed<String>,
    address: Keyed<IpAddr>,
    openings: Keyed<IpAddr>,
    streams: Mutex<HashMap<String, u32>>,
    links_of_mail: Keyed<String>,
    links_of_address: Keyed<IpAddr>,
    checks: AtomicU32,
}

/// A place among the open streams of a conversation, given back when dropped.
pub(super) struct StreamPlace {
    limits: Limits,
    conversation: String,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            inner: Arc::new(Inner {
                conversation: RateLimiter::keyed(quota(CONVERSATION)),
                address: RateLimiter::keyed(quota(ADDRESS)),
                openings: RateLimiter::keyed(quota(OPENINGS)),
                streams: Mutex::default(),
                links_of_mail: RateLimiter::keyed(slow_quota(LINKS_OF_MAIL)),
                links_of_address: RateLimiter::keyed(slow_quota(LINKS_OF_ADDRESS)),
                checks: AtomicU32::new(0),
            }),
        }
    }
}

fn quota((per_second, burst): (u32, u32)) -> Quota {
    let at_least_one = |value| NonZeroU32::new(value).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(burst))
}

fn slow_quota((every, burst): (Duration, u32)) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every).map_or(Quota::per_minute(burst), |quota| quota.allow_burst(burst))
}

impl Limits {
    /// One more link to sign in, asked from that address.
    pub(super) fn link(&self, address: Option<IpAddr>) -> Result<(), Problem> {
        self.clean();
        address.map_or(Ok(()), |address| {
            check(&self.inner.links_of_address, &address)
        })
    }

    /// Whether one more link may be sent to that mail. What it answers is not shown: the page says
    /// the same to everybody.
    pub(super) fn may_send_link(&self, mail: &str) -> bool {
        let mail = mail.trim().to_lowercase();
        self.inner.links_of_mail.check_key(&mail).is_ok()
    }

    /// One more message of that conversation from that address.
    pub(super) fn message(
        &self,
        conversation: &str,
        address: Option<IpAddr>,
    ) -> Result<(), Problem> {
        self.clean();
        check(&self.inner.conversation, &conversation.to_owned())?;
        address.map_or(Ok(()), |address| check(&self.inner.address, &address))
    }

    /// One more conversation from that address.
    pub(super) fn opening(&self, address: Option<IpAddr>) -> Result<(), Problem> {
        self.clean();
        address.map_or(Ok(()), |address| check(&self.inner.openings, &address))
    }

    /// One more event stream of that conversation.
    pub(super) fn stream(&self, conversation: &str) -> Result<StreamPlace, Problem> {
        let mut streams = self.streams();
        let open = streams.entry(conversation.to_owned()).or_default();
        if *open >= STREAMS {
            return Err(Problem::too_fast(5));
        }
        *open += 1;
        Ok(StreamPlace {
            limits: self.clone(),
            conversation: conversation.to_owned(),
        })
    }

    fn streams(&self) -> std::sync::MutexGuard<'_, HashMap<String, u32>> {
        let streams = self.inner.streams.lock();
        streams.unwrap_or_else(PoisonError::into_inner)
    }

    fn clean(&self) {
        if self.inner.checks.fetch_add(1, Ordering::Relaxed) % CLEANING == CLEANING - 1 {
            self.inner.conversation.retain_recent();
            self.inner.address.retain_recent();
            self.inner.openings.retain_recent();
            self.inner.links_of_mail.retain_recent();
            self.inner.links_of_address.retain_recent();
        }
    }
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        let mut streams = self.limits.streams();
        if let Some(open) = streams.get_mut(&self.conversation) {
            *open -= 1;
            if *open == 0 {
                streams.remove(&self.conversation);
            }
        }
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(limiter: &Keyed<K>, key: &K) -> Result<(), Problem> {
    limiter.check_key(key).map_err(|refusal| {
        let wait = refusal.wait_time_from(DefaultClock::default().now());
        Problem::too_fast(wait.as_secs() + 1)
    })
}

/// Who asks: the peer, or what a proxy on this machine or network says of it. `None` for this
/// machine itself, which is not limited (a person at home, a load test).
pub(super) fn client_address(headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
    let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    let peer = peer.ip().to_canonical();
    if !is_near(peer) {
        return Some(network(peer));
    }
    // The last line is the proxy's own: some add a line, and the earlier ones are the client's words.
    let forwarded = headers
        .get_all(FORWARDED)
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|value| address(value.trim()));
    forwarded
        .or_else(|| (!peer.is_loopback()).then_some(peer))
        .map(network)
}

/// Whether a person at this very machine asks, and no proxy on behalf of somebody else.
pub(super) fn is_this_machine(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let is_forwarded = [FORWARDED, "forwarded", "x-real-ip", "via"]
        .iter()
        .any(|name| headers.contains_key(*name));
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    !is_forwarded && peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback())
}

/// An address as proxies write it, with its port or without.
fn address(written: &str) -> Option<IpAddr> {
    let bare = written.parse().ok();
    let address: IpAddr = bare.or_else(|| Some(written.parse::<SocketAddr>().ok()?.ip()))?;
    Some(address.to_canonical())
}

/// What one subscriber holds: an address of IPv4, 64 bits of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_that_floods_is_asked_to_wait_and_others_go_on() {
        let limits = Limits::default();
        let refused = (0..200).find_map(|_| limits.message("one", None).err());
        let problem = refused.expect("a limit");
        assert_eq!(problem.status, 429);
        assert!(problem.retry_after.unwrap() >= 1);
        assert!(limits.message("other", None).is_ok());
    }

    fn extensions(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        extensions
    }

    #[test]
    fn a_conversation_holds_a_few_streams_and_gives_their_places_back() {
        let limits = Limits::default();
        let open: Vec<_> = (0..STREAMS)
            .map(|_| limits.stream("one").expect("a place"))
            .collect();
        assert_eq!(limits.stream("one").err().map(|p| p.status), Some(429));
        assert!(limits.stream("other").is_ok());
        drop(open);
        assert!(limits.stream("one").is_ok());
        assert!(limits.streams().is_empty(), "nothing is remembered");
    }

    #[test]
    fn the_last_word_on_who_asks_is_the_proxys() {
        let near = extensions("127.0.0.1:1");
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED, "192.0.2.99".parse().unwrap());
        headers.append(FORWARDED, "203.0.113.5:4711".parse().unwrap());
        let asks = client_address(&headers, &near);
        assert_eq!(asks, Some("203.0.113.5".parse().unwrap()));
    }

    #[test]
    fn one_subscriber_of_ipv6_is_one_address() {
        let headers = HeaderMap::new();
        let one = client_address(&headers, &extensions("[2001:db8:1:2::7]:1"));
        let same = client_address(&headers, &extensions("[2001:db8:1:2:ffff::8]:1"));
        let other = client_address(&headers, &extensions("[2001:db8:1:3::7]:1"));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }

    #[test]
    fn this_machine_is_a_loopback_without_a_proxy() {
        let mut headers = HeaderMap::new();
        assert!(is_this_machine(&headers, &extensions("127.0.0.1:1")));
        assert!(is_this_machine(&headers, &extensions("[::1]:1")));
        assert!(!is_this_machine(&headers, &extensions("10.0.0.4:1")));
        assert!(!is_this_machine(&headers, &Extensions::new()));
        headers.insert(FORWARDED, "127.0.0.1".parse().unwrap());
        assert!(!is_this_machine(&headers, &extensions("127.0.0.1:1")));
    }

    #[test]
    fn three_links_in_a_row_are_sent_to_one_mail_and_no_more() {
        let limits = Limits::default();
        let sent = (0..10).filter(|_| limits.may_send_link("Marie@exemple.fr"));
        assert_eq!(sent.count(), 3);
        assert!(!limits.may_send_link(" marie@exemple.fr "));
        assert!(limits.may_send_link("paul@exemple.fr"));
    }

    #[test]
    fn a_proxy_is_believed_only_from_near() {
        let mut headers = HeaderMap::new();
        assert_eq!(
            client_address(&headers, &extensions("127.0.0.1:1")),
            None,
            "this machine"
        );
        headers.insert("x-forwarded-for", "10.9.8.7, 203.0.113.5".parse().unwrap());
        assert_eq!(
            client_address(&headers, &extensions("127.0.0.1:1")),
            Some("203.0.113.5".parse().unwrap())
        );
        assert_eq!(
            client_address(&headers, &extensions("198.51.100.1:1")),
            Some("198.51.100.1".parse().unwrap())
        );
    }
}
