export { hasIcon, Icon } from './Icon';
export { Logo } from './Logo';
export * from './names';
export { type MarkStatus, SeverityMark, StatusMark } from './StatusMark';
export { type GlyphShape, TypeGlyph, TypeTile, typeColour } from './TypeGlyph';
