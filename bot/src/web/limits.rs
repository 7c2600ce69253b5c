//! How fast one conversation and one address may write. Generous: a whole class behind one address
//! never meets them.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

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
    checks: AtomicU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            inner: Arc::new(Inner {
                conversation: RateLimiter::keyed(quota(CONVERSATION)),
                address: RateLimiter::keyed(quota(ADDRESS)),
                openings: RateLimiter::keyed(quota(OPENINGS)),
                checks: AtomicU32::new(0),
            }),
        }
    }
}

fn quota((per_second, burst): (u32, u32)) -> Quota {
    let at_least_one = |value| NonZeroU32::new(value).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(burst))
}

impl Limits {
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

    fn clean(&self) {
        if self.inner.checks.fetch_add(1, Ordering::Relaxed) % CLEANING == CLEANING - 1 {
            self.inner.conversation.retain_recent();
            self.inner.address.retain_recent();
            self.inner.openings.retain_recent();
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
        return Some(peer);
    }
    let forwarded = headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|value| value.trim().parse().ok());
    forwarded.or_else(|| (!peer.is_loopback()).then_some(peer))
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

    #[test]
    fn a_proxy_is_believed_only_from_near() {
        let extensions = |peer: &str| {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            extensions
        };
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
