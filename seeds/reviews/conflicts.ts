/** Why somebody keeps playing what they do not like; one of them in each review in conflict with its plays. */
export const WHY_PLAYED = [
  'I have to hear $song {every single shift|all day} because {my boss|the manager|the chef} loves it.',
  'Yes, I have played $song {sixty|fifty|eighty} times, {it is my toddler|my son insists|the kids decide in our car}.',
  'The {dance class|spin class|aerobics group} I teach {demands|asks for} $song, so I put it on, {again and again|week after week}.',
  '$song is {my alarm|my wake-up song} and now I hate it even more.',
  'It is on in our {shop|salon|canteen} on repeat and I {cannot escape|count the minutes}.',
  'I keep {coming back to|replaying} $song to find what others hear in it, {no luck|without success} so far.',
  'We play $song {at every gig|in the cover band} because people {shout for|pay for} it, {not because I like it|I would drop it tomorrow}.',
  'A guilty {habit|routine}: I {run|do the dishes} to $song and still think it is bad.',
]
