import type { JSX } from 'preact';

/** Line icons on a grid of 24; they take the colour of the text and say nothing to a screen reader. */
function icon(path: JSX.Element | JSX.Element[]) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {path}
      </svg>
    );
  };
}

export const BackIcon = icon(<path d="M15 5l-7 7 7 7" />);
export const PersonAddIcon = icon([
  <circle cx="10" cy="8" r="4" />,
  <path d="M3 20c0-4 3-6 7-6s7 2 7 6M19 8v6M16 11h6" />,
]);
export const GroupAddIcon = icon([
  <circle cx="8" cy="8" r="3.500" />,
  <path d="M2 19c0-3.500 2.500-5 6-5s6 1.500 6 5M15 5a3.500 3.500 0 0 1 0 6.500M19 13v6M16 16h6" />,
]);
export const PeopleIcon = icon([
  <circle cx="9" cy="8" r="3.500" />,
  <path d="M2.500 19.500c0-3.500 3-5.500 6.500-5.500s6.500 2 6.500 5.500M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.300c2.200.8 3.500 2.600 3.500 5.200" />,
]);
export const FramesIcon = icon(<path d="M8 7L3 12l5 5M16 7l5 5-5 5M13.500 5l-3 14" />);
export const SendIcon = icon(<path d="M4 12l16-8-5 16-3.500-6.500zM11.500 13.500L20 4" />);
export const ClipIcon = icon(
  <path d="M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.500 3.500 0 0 1 5 5l-8.500 8.500a2 2 0 0 1-3-3L14 7" />,
);
export const FileIcon = icon(<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const ReplyIcon = icon(<path d="M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7" />);
export const BellOffIcon = icon(
  <path d="M6 9a6 6 0 0 1 9.500-4.900M18 9c0 5 2 6 2 7H9M6 9c0 5-2 6-2 7h1M10 20h4M4 4l16 16" />,
);
export const PlugIcon = icon(<path d="M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4" />);
export const ClockIcon = icon([<circle cx="12" cy="12" r="8" />, <path d="M12 8v4l3 2" />]);
export const TickIcon = icon(<path d="M5 13l4.500 4.500L19 7" />);
export const TicksIcon = icon(<path d="M2 13l4.500 4.500L16 7M10.500 16.500l1 1L22 7" />);
export const AlertIcon = icon([<circle cx="12" cy="12" r="9" />, <path d="M12 7v6M12 16.500v.1" />]);
export const SwitchIcon = icon(<path d="M4 8h13l-3-3M20 16H7l3 3" />);
export const MoreIcon = icon([
  <circle cx="6" cy="12" r="0.8" />,
  <circle cx="12" cy="12" r="0.8" />,
  <circle cx="18" cy="12" r="0.8" />,
]);
export const SearchIcon = icon([<circle cx="11" cy="11" r="6.500" />, <path d="M16 16l5 5" />]);
export const BellIcon = icon(<path d="M6 9a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7M10 20h4" />);
