//! Answers that do not end.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Either;
use http_body_util::Full;
use hyper::Response;
use hyper::body::{Body, Bytes, Frame};
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, HeaderValue};
use tokio::time::{Interval, MissedTickBehavior, interval};

/// The body of an answer: whole, or without an end.
pub type Answer = Response<Either<Full<Bytes>, Endless>>;

/// A body that begins as a feed and goes on as long as somebody reads it.
pub struct Endless {
    begin: Option<Bytes>,
    more: Bytes,
    pause: Interval,
}

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(begin) = self.begin.take() {
            return Poll::Ready(Some(Ok(Frame::data(begin))));
        }
        let more = self.more.clone();
        self.pause.poll_tick(context).map(|_| Some(Ok(Frame::data(more))))
    }
}

/// What is served at an address whose answer does not end.
pub fn endless(path: &str) -> Option<Answer> {
    let (more, milliseconds) = match path {
        // 50 MB a second, as a fast line gives. Of what comes as fast as memory does, WebKit keeps gigabytes before
        // it runs any script that could stop it.
        "/flood" => (Bytes::from(vec![b' '; 256 * 1024]), 5),
        "/drip" => (Bytes::from_static(b" "), 200),
        _ => return None,
    };
    let mut pause = interval(Duration::from_millis(milliseconds));
    // What a slow reader has missed is not sent all at once.
    pause.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut answer = Response::new(Either::Right(Endless {
        begin: Some(Bytes::from_static(b"{\"events\": [")),
        more,
        pause,
    }));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Some(answer)
}
