//! How an event comes to its details: it knows the entry that it was read from, and they are read when they are
//! first asked for.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::event::{Details, Event};

/// What is said of an event of which nothing else is said.
static NOTHING: Details = Details {
    description: None,
    markup: Vec::new(),
    venues: Vec::new(),
    online: Vec::new(),
    links: Vec::new(),
    topics: Vec::new(),
    audience: Vec::new(),
    accessibility: Vec::new(),
    ages: None,
    language: None,
    organizers: Vec::new(),
    price: None,
    image: None,
    programme: Vec::new(),
    exhibitors: Vec::new(),
    report: None,
    attendance: None,
    history: None,
    extra: Vec::new(),
};

/// What an event was read from: its details stand there until somebody asks for them.
///
/// Whoever fetches bodies keeps them so, and they stay what they were when the event was read, whatever comes from
/// the same address later.
pub(crate) trait Source: Send + Sync {
    /// Reads the details of these events of one entry, in their order; nothing while the program cannot.
    fn read(&self, origin: &Origin, events: &[&Event]) -> Vec<Details>;
}

/// Which entry of which source an event is.
#[derive(Clone)]
pub(crate) struct Origin {
    pub source: Arc<dyn Source>,
    /// The position of the entry in its list.
    pub entry: usize,
    /// For a date that differs from its series: the position of what differs among the overrides of the entry.
    pub date: Option<usize>,
}

impl fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.entry, self.date).fmt(formatter)
    }
}

/// Something that has details: who holds it by this name brings no code of theirs along. The first file, which drops
/// events, is so much smaller (docs/size.md).
trait Holds: Send + Sync {
    fn details(&self) -> &Details;
    fn details_mut(&mut self) -> &mut Details;
}

impl Holds for Details {
    fn details(&self) -> &Details {
        self
    }

    fn details_mut(&mut self) -> &mut Details {
        self
    }
}

/// What is said of an event besides what a list shows: what was read of it, and where it is read.
#[derive(Clone, Default)]
pub(crate) struct Rest {
    read: OnceLock<Arc<dyn Holds>>,
    pub origin: Option<Origin>,
}

impl fmt::Debug for Rest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (&self.origin, self.read()).fmt(formatter)
    }
}

/// By what was read. Where it stood makes no difference, and what nobody has read is not compared.
impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.read() == other.read()
    }
}

impl Rest {
    /// What is read there, once somebody asks for it.
    pub fn at(origin: Option<Origin>) -> Self {
        Self {
            origin,
            ..Self::default()
        }
    }

    /// The details of the event to which this belongs.
    pub fn details(&self, event: &Event) -> &Details {
        if let Some(details) = self.read() {
            return details;
        }
        let origin = self.origin.as_ref();
        let details = origin.and_then(|origin| origin.source.read(origin, &[event]).pop());
        match details {
            Some(details) => self.read.get_or_init(|| Arc::new(details)).details(),
            None => &NOTHING,
        }
    }

    /// What was read.
    fn read(&self) -> Option<&Details> {
        self.read.get().map(|read| read.details())
    }

    /// True if they were read, or stand nowhere.
    pub fn is_read(&self) -> bool {
        self.read.get().is_some() || self.origin.is_none()
    }

    /// Whether both stand in the same entry.
    fn is_beside(&self, other: &Self) -> bool {
        let entry = |rest: &Self| {
            let origin = rest.origin.as_ref()?;
            Some((Arc::as_ptr(&origin.source).cast::<()>(), origin.entry))
        };
        entry(self) == entry(other)
    }

    /// The details, to be changed; what was not read before is empty.
    pub fn details_mut(&mut self) -> &mut Details {
        // Events that were cloned share them.
        let own: Arc<dyn Holds> = Arc::new(self.read().cloned().unwrap_or_default());
        self.read = OnceLock::from(own);
        let own = self.read.get_mut().and_then(Arc::get_mut);
        #[expect(
            clippy::expect_used,
            reason = "the line before has put them there, for nobody else"
        )]
        own.expect("details").details_mut()
    }
}

/// Reads the details of events of one entry.
type ReadDetails<'a> = &'a dyn Fn(&Origin, &[&Event]) -> Vec<Details>;

impl Event {
    /// Sees to it that its details and those of its dates are read, each entry once.
    pub(crate) fn read_ahead(&self) {
        self.read_ahead_by(&|origin, events| origin.source.read(origin, events));
    }

    /// The same, by this way of reading.
    pub(crate) fn read_ahead_by(&self, read: ReadDetails<'_>) {
        let overrides = self.series.iter().flat_map(|series| &series.overrides);
        // Those that stand alone have entries of their own.
        let (mut beside, mut others) = (vec![self], Vec::new());
        for event in overrides.map(|one| &*one.event) {
            if event.rest.is_beside(&self.rest) {
                beside.push(event);
            } else {
                others.push(vec![event]);
            }
        }
        others.push(beside);
        for mut events in others {
            events.retain(|event| !event.rest.is_read());
            let origin = events.first().and_then(|event| event.rest.origin.as_ref());
            let details = origin.map_or_else(Vec::new, |origin| read(origin, &events));
            for (event, details) in events.into_iter().zip(details) {
                let _ = event.rest.read.set(Arc::new(details));
            }
        }
    }
}
