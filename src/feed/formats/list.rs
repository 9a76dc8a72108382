//! Lists of entries, in whatever they are wrapped.

use crate::feed::formats::scan::{number, pieces};
use crate::feed::node::Node;
use crate::order::sorted_positions;

/// Whether this is an object.
pub(super) fn is_object(node: &Node<'_>) -> bool {
    matches!(node, Node::Map(_)) && node.numbered().is_none()
}

/// The entries of a list: the root itself, or the first member of these names that is one.
pub(super) fn entry_lists<'a>(root: &'a Node<'a>, names: &[&str]) -> Option<Vec<&'a Node<'a>>> {
    entries(root).or_else(|| names.iter().find_map(|name| entries(root.get(name)?)))
}

/// The members of a list, also where PHP wrote it as an object with numbers.
pub(super) fn entries<'a>(node: &'a Node<'a>) -> Option<Vec<&'a Node<'a>>> {
    match node {
        Node::List(list) => Some(list.iter().collect()),
        node => Some(node.numbered()?.iter().map(|(_, node)| node).collect()),
    }
}

/// A member by a path of names: `venue.city`.
pub(super) fn at_path<'a>(node: &'a Node<'a>, path: &str) -> Option<&'a Node<'a>> {
    pieces(path, b".")
        .into_iter()
        .try_fold(node, |node, name| match node {
            Node::List(list) => match number(name) {
                Some(at) => list.get(at as usize),
                // Of each that has it the first.
                None => list.iter().find_map(|one| one.get(name)),
            },
            node => node.get(name),
        })
}

/// Identities of which none stands twice: where several entries have one, what tells them apart is added to all but the
/// first.
pub(super) fn unique(mut uids: Vec<String>, apart: &dyn Fn(usize) -> Option<String>) -> Vec<String> {
    let uid = |at: usize| uids.get(at).map_or("", String::as_str);
    let order = sorted_positions(uids.len(), &|left, right| uid(left).cmp(uid(right)));
    let mut repeated: Vec<usize> = Vec::new();
    for same in order.chunk_by(|left, right| uid(*left) == uid(*right)) {
        repeated.extend(same.iter().skip(1).filter(|at| !uid(**at).is_empty()));
    }
    for at in repeated {
        if let (Some(uid), Some(more)) = (uids.get_mut(at), apart(at)) {
            uid.push(';');
            uid.push_str(&more);
        }
    }
    uids
}
