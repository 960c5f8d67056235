/** Issues with those of the one alternative of a union that was meant in place of the union's own. */
export function flattenIssues(issues, parent = []) {
    return issues.flatMap((issue) => {
        const path = [...parent, ...issue.path];
        const meant = issue.code === "invalid_union" ? meantAlternative(issue) : undefined;
        return meant === undefined ? [{ ...issue, path }] : flattenIssues(meant, path);
    });
}
/** The only alternative that takes values of the kind that was received. */
function meantAlternative(issue) {
    const alternatives = issue.errors.filter((issues) => !issues.some(isOfAnotherKind));
    return alternatives.length === 1 ? alternatives[0] : undefined;
}
function isOfAnotherKind(issue) {
    if (issue.path.length > 0)
        return false;
    if (issue.code === "invalid_union")
        return meantAlternative(issue) === undefined;
    return issue.code === "invalid_type";
}
